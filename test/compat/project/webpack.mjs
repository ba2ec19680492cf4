import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const nest = 'node_modules/@nestjs/cli/bin/nest.js';
const configured = ['--webpackPath', 'webpack/webpack.config.cjs'];

// The packages stay outside by default. The configuration puts them inside.
for (const parameters of [[], configured]) {
  rmSync('dist', { recursive: true, force: true });
  const build = [nest, 'build', '--webpack', ...parameters];
  execFileSync(process.execPath, build, { stdio: 'inherit' });
  process.stdout.write(execFileSync(process.execPath, ['dist/main.js']));
}
