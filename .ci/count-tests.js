// Prints the tests of the given Vitest reports that were skipped and those that
// failed, and as the last line how many passed and failed. A report that is missing
// is one failure, and so is a file that did not load: none of its tests could run.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
const failures = [];

function countFile({ name, status, message, assertionResults: tests }) {
  const failedBefore = failures.length;
  for (const test of tests) {
    if (test.status === 'passed') passed += 1;
    else if (test.status === 'failed')
      failures.push([name, test.fullName, ...test.failureMessages].join('\n'));
    else console.log(`${test.status}: ${test.fullName}`);
  }
  if (status === 'failed' && failures.length === failedBefore) {
    failures.push(`${name}\n${message}`);
  }
}

for (const path of process.argv.slice(2)) {
  if (existsSync(path)) {
    const failedBefore = failures.length;
    const { success, testResults } = JSON.parse(readFileSync(path, 'utf8'));
    testResults.forEach(countFile);
    if (!success && failures.length === failedBefore) {
      failures.push(`${path}: no success`);
    }
  } else {
    failures.push(`there is no ${path}: its tests could not start`);
  }
}

// Last, so that a reader of the end of the output sees them.
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
