// `nest start` builds the library and then runs this file. This file builds a
// sample with that library and runs the sample. Its argument is the folder of the
// sample, by default 01-rest.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , sample = '01-rest'] = process.argv;
const samples = readdirSync(import.meta.dirname).filter((name) =>
  /^\d/.test(name),
);

if (samples.includes(sample)) {
  const { resolve } = createRequire(import.meta.url);
  const nest = resolve('@nestjs/cli/bin/nest.js');
  const build = spawnSync(process.execPath, [nest, 'build', sample], {
    stdio: 'inherit',
  });
  if (build.status === 0) {
    await import(`./${sample}/dist/${sample}/src/main.js`);
  } else {
    process.exitCode = 1;
  }
} else {
  console.error(
    `No sample is called ${sample}. There are ${samples.join(', ')}`,
  );
  process.exitCode = 1;
}
