import { readFileSync, writeFileSync } from 'node:fs';

const [command, tag] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const changelog = readFileSync('CHANGELOG.md', 'utf8');

if (command === 'date') {
  // `npm version` runs this once it has written the new version.
  const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const dated = changelog.replace(
    /^## Unreleased$/m,
    `## ${version} (${today})`,
  );
  refuseIf(dated === changelog, 'CHANGELOG.md has no section "Unreleased"');
  writeFileSync('CHANGELOG.md', dated);
} else if (command === 'check') {
  // The release workflow runs this with the tag that was pushed.
  refuseIf(tag !== `v${version}`, `the version of package.json is ${version}`);
  refuseIf(
    !changelog.includes(`\n## ${version} (`),
    `CHANGELOG.md has no section "${version}"`,
  );
} else {
  refuseIf(true, 'say date, or check and a tag');
}

function refuseIf(condition, problem) {
  if (condition) {
    throw new Error(problem);
  }
}
