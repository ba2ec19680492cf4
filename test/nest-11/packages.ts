import { manifest } from '../package/repository.js';

const { devDependencies } = manifest;

/** Packages other than Nest's, in the versions the repository itself uses. */
const others = [
  ...[
    '@apollo/server',
    '@apollo/subgraph',
    'graphql',
    'graphql-ws',
    'mercurius',
  ],
  ...['@as-integrations/express5', '@as-integrations/fastify'],
  ...['socket.io', 'socket.io-client', 'ws'],
  ...['@grpc/grpc-js', '@grpc/proto-loader', 'ioredis'],
  ...['passport', 'reflect-metadata', 'rxjs'],
  ...['fast-check', 'jsonwebtoken', 'typescript', 'vitest'],
];

/** What the tests need on Nest 11, and in which versions. */
export function packagesOnNest11(): Record<string, string> {
  const nest = Object.keys(devDependencies).filter(
    (name) => name.startsWith('@nestjs/') && name !== '@nestjs/cli',
  );
  return Object.fromEntries([
    ...nest.map((name) => [name, `^${majorOf(name) - 1}.0.0`]),
    ...others.map((name) => [name, rangeOf(name)]),
  ]);
}

/** On Nest 11, each package of Nest is one major version behind. */
function majorOf(name: string): number {
  return Number.parseInt(rangeOf(name).replace('^', ''), 10);
}

function rangeOf(name: string): string {
  const range = devDependencies[name];
  if (range === undefined) throw new Error(`${name} is no devDependency.`);
  return range;
}
