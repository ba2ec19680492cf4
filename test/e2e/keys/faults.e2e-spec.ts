import { describeFaults } from './faults.fixture.js';

// The whole list is in all-faults.e2e-spec.ts.
describeFaults(['refused', 'stall in mid-body', 'untrusted certificate']);
