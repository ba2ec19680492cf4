import { describeUnknownKids } from './unknown-kids.fixture.js';

describeUnknownKids({ forged: 300, good: 30, cold: 100 });
