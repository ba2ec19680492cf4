/**
 * Tries the packed package in projects of its own: versions of Node and Nest,
 * module systems, HTTP adapters, test runners, bundlers and AWS Lambda. It prints
 * a table for README. Run it with `npm run test:compat`; it takes minutes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAndPack } from '../package/pack.js';
import { Project } from './project.js';
import { table, type Result } from './table.js';

const nodes = ['20.19.0', '22', '24', '26'];
const nests = [11, 12];

const parent = mkdtempSync(join(tmpdir(), 'nestjs-cognito-auth-compat-'));
const results: Result[] = [];
try {
  const { tarball } = await buildAndPack(parent);
  for (const nest of nests) {
    const project = await Project.install(parent, nest, tarball);
    for (const node of nodes) {
      const program = await project.installNode(node);
      for (const file of ['app.mjs', 'app.cjs']) {
        for (const adapter of ['express', 'fastify']) {
          const what = `${file === 'app.mjs' ? 'ESM' : 'CommonJS'}, ${adapter}`;
          results.push({
            nest,
            where: `Node ${node}`,
            what,
            failure: await project.run(program, [file, adapter]),
          });
        }
      }
    }
    results.push(...(await project.runTools()));
  }
} finally {
  rmSync(parent, { recursive: true, force: true });
}
console.log(table(results));
process.exitCode = results.some(({ failure }) => failure) ? 1 : 0;
