import {
  faultNames,
  tlsFaultNames,
} from '../../support/faulty-key-server.names.js';
import { describeFaults } from './faults.fixture.js';

describeFaults([...faultNames, ...tlsFaultNames]);
