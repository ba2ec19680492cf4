import { nestMajor, nestVersion } from '../support/nest-version.js';

/** Says which version of Nest is tested, and stops at any other than 11. */
export default function setup(): void {
  if (nestMajor !== 11) {
    throw new Error(`These tests need Nest 11. Installed is ${nestVersion}.`);
  }
  console.log(`Testing on Nest ${nestVersion}.`);
}
