// `nest start` builds the library and then runs this file. This file builds the
// sample with that library and runs the sample.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const sample = '01-rest';
const nest = createRequire(import.meta.url).resolve('@nestjs/cli/bin/nest.js');

const build = spawnSync(process.execPath, [nest, 'build', sample], {
  stdio: 'inherit',
});
if (build.status === 0) {
  await import(`./${sample}/dist/${sample}/src/main.js`);
} else {
  process.exitCode = 1;
}
