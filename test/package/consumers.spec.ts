import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Declarations } from './declarations.js';
import { entries, manifest, repository } from './repository.js';
import { run } from './run.js';

const packed = inject('packed');
const apps = join(repository, 'test/package/consumer');

const consumers = [
  {
    app: 'an ESM app on Nest 12',
    type: 'module',
    nest: '^12.0.0',
    loads: `from 'nestjs-cognito-auth'`,
  },
  {
    app: 'a CommonJS app on Nest 11',
    type: 'commonjs',
    nest: '^11.0.0',
    loads: 'require("nestjs-cognito-auth")',
  },
];

describe('the sources of these apps', () => {
  const declarations = new Declarations(packed.directory, entries);
  // Those with a package of their own are no part of an application without it.
  const others = join(repository, 'test/types/operations.ts');
  const sources = [...readdirSync(apps).map((path) => join(apps, path)), others]
    .map((path) => readFileSync(path, 'utf8'))
    .join('');

  it.each(entries)('use every name $path exports', (entry) => {
    const exported = declarations.exportsOf(entry).map(({ name }) => name);

    expect(exported).not.toEqual([]);
    expect(
      exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources)),
    ).toEqual([]);
  });
});

describe.each(consumers)('$app', ({ type, nest, loads }) => {
  const directory = mkdtempSync(join(tmpdir(), 'consumer-'));
  const inProject = (path: string): string => join(directory, path);

  beforeAll(async () => {
    cpSync(apps, directory, { recursive: true });
    writeJson(inProject('package.json'), {
      private: true,
      type,
      dependencies: {
        'nestjs-cognito-auth': `file:${packed.tarball}`,
        '@nestjs/common': nest,
        '@nestjs/core': nest,
        '@nestjs/passport': nest,
        '@nestjs/platform-express': nest,
        ...ourVersionsOf('passport', 'reflect-metadata', 'rxjs'),
      },
      devDependencies: ourVersionsOf('@types/node', 'typescript'),
    });
    writeJson(inProject('tsconfig.json'), {
      compilerOptions: {
        target: 'ES2023',
        lib: ['ES2023'],
        module: 'nodenext',
        types: ['node'],
        strict: true,
        skipLibCheck: false,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        outDir: 'out',
      },
    });
    await run(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund'],
      directory,
    );
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  // Nothing else is installed for an application that serves HTTP alone.
  it('needs no optional package of Nest', () => {
    const installed = readdirSync(inProject('node_modules/@nestjs'));

    expect(installed.sort()).toEqual([
      'common',
      'core',
      'passport',
      'platform-express',
    ]);
  });

  it('needs no types but those of Node to compile every public name', async () => {
    expect(existsSync(inProject('node_modules/@types/passport-jwt'))).toBe(
      false,
    );
    await run(
      process.execPath,
      [inProject('node_modules/typescript/bin/tsc')],
      directory,
    );

    expect(readFileSync(inProject('out/app.js'), 'utf8')).toContain(loads);
  });

  it('answers 401 without a token, 200 with one, and ends', async () => {
    const { stdout, stderr } = await run(
      process.execPath,
      ['out/app.js'],
      directory,
    );

    expect(JSON.parse(stdout)).toEqual({
      anonymous: [401, 'Bearer realm="api"'],
      admin: [200, { readBy: 'alice' }],
    });
    expect(stderr).toBe('');
  });

  it('ends at once, also while a token waits for its key', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;

    const { stdout } = await run(
      process.execPath,
      ['out/stalled.js', `http://127.0.0.1:${port}/jwks.json`],
      directory,
    );
    silent.close();

    const [answer, end] = stdout.trim().split('\n');
    expect(JSON.parse(answer ?? '')).toEqual({ code: 'keys_unavailable' });
    expect(JSON.parse(end ?? '')).toHaveProperty('milliseconds');
    expect(Number(/\d+/.exec(end ?? '')?.[0])).toBeLessThan(1000);
  });

  it('runs the command that explains a token', async () => {
    const pool = await TestUserPool.create();
    writeJson(inProject('jwks.json'), pool.jwks());
    const explain = (clientId: string) =>
      run(
        'npx',
        [
          ...['--no-install', 'nestjs-cognito-auth', 'explain'],
          ...['--user-pool-id', pool.userPoolId, '--client-id', clientId],
          ...['--jwks', 'jwks.json'],
        ],
        directory,
        pool.accessToken(),
      );

    const { stdout, stderr } = await explain(pool.clientId);
    expect(stdout.trim().split('\n').at(-1)).toBe('Accepted.');
    expect(stderr).toBe('');
    await expect(explain('another')).rejects.toThrow(/client_mismatch/);
  });
});

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value, null, 2));
}

function ourVersionsOf(...names: string[]): Record<string, string | undefined> {
  return Object.fromEntries(
    names.map((name) => [name, manifest.devDependencies[name]]),
  );
}
