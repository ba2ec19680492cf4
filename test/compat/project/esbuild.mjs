import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';

// Nest loads optional packages by name; they are not in the bundle.
await build({
  entryPoints: ['app.mjs'],
  outfile: 'bundle.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
  },
  external: [
    ...['@nestjs/microservices', '@nestjs/websockets', '@fastify/*'],
    ...['class-transformer', 'class-validator'],
  ],
});
process.stdout.write(execFileSync(process.execPath, ['bundle.mjs', 'express']));
