// Prints the tests of the given Vitest reports that were skipped, and as the last
// line how many passed and failed. A report that is missing is one failure, and
// so is a file that did not load: none of its tests could run.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;

function fail(reason) {
  console.error(`failed: ${reason}`);
  failed += 1;
}

function countFile({ name, status, message, assertionResults: tests }) {
  const failedBefore = failed;
  for (const test of tests) {
    if (test.status === 'passed') passed += 1;
    else if (test.status === 'failed') failed += 1;
    else console.log(`${test.status}: ${test.fullName}`);
  }
  if (status === 'failed' && failed === failedBefore) {
    fail(`${name}: ${message}`);
  }
}

for (const path of process.argv.slice(2)) {
  if (existsSync(path)) {
    const failedBefore = failed;
    const { success, testResults } = JSON.parse(readFileSync(path, 'utf8'));
    testResults.forEach(countFile);
    if (!success && failed === failedBefore) fail(`${path}: no success`);
  } else {
    fail(`there is no ${path}: its tests could not start`);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
