import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { compilerOptions, jest, jestE2e } from './jest/nest-new.js';
import { repository } from './repository.js';
import { run } from './run.js';

interface Application {
  readonly type: 'commonjs' | 'module';
  /** The keys that README adds to a configuration of Jest. */
  readonly settings: object | undefined;
  readonly flags: readonly string[];
  /** Node from this version on, where that is not every supported one. */
  readonly since?: string;
}

const packed = inject('packed');
const sources = join(repository, 'test/package/jest');
const [forCommonJs, forModules] = settingsOf(
  readFileSync(join(repository, 'README.md'), 'utf8'),
);
const vmModules = ['--experimental-vm-modules'];

/** The rows of README's table. Each version of Nest is installed once. */
const onNest11: Application[] = [
  { type: 'commonjs', settings: forCommonJs, flags: [] },
  { type: 'module', settings: forModules, flags: [] },
];
const onNest12: Application[] = [
  { type: 'module', settings: forModules, flags: vmModules },
  { type: 'commonjs', settings: {}, flags: vmModules, since: '24.9.0' },
];

const versions = [
  {
    nest: '^11.0.0',
    typescript: '^5.7.3',
    options: { baseUrl: './', strictNullChecks: true },
    applications: onNest11,
  },
  {
    nest: '^12.0.0',
    typescript: '^6.0.2',
    options: { rootDir: '.', strict: true },
    applications: onNest12,
  },
];

describe.each(versions)('Jest with Nest $nest', (version) => {
  const { nest, typescript, applications } = version;
  const directory = mkdtempSync(join(tmpdir(), 'jest-'));
  const inProject = (path: string): string => join(directory, path);
  const packageJson = {
    private: true,
    dependencies: {
      'nestjs-cognito-auth': `file:${packed.tarball}`,
      '@nestjs/common': nest,
      '@nestjs/core': nest,
      '@nestjs/passport': '^12.0.0',
      '@nestjs/platform-express': nest,
      passport: '^0.7.0',
      'reflect-metadata': '^0.2.2',
      rxjs: '^7.8.1',
    },
    devDependencies: {
      '@nestjs/testing': nest,
      jest: '^30.0.0',
      'ts-jest': '^29.3.2',
      typescript,
    },
  };

  beforeAll(async () => {
    // A flag from the environment would hide that one is needed.
    vi.stubEnv('NODE_OPTIONS', undefined);
    mkdirSync(inProject('src'));
    mkdirSync(inProject('test'));
    writeJson(inProject('package.json'), packageJson);
    writeJson(inProject('tsconfig.json'), {
      compilerOptions: { ...compilerOptions, ...version.options },
    });
    await run(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund'],
      directory,
    );
  });

  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });

  describe.each(applications)('$type', (application) => {
    const { type, settings, flags, since } = application;

    beforeAll(() => {
      writeJson(inProject('package.json'), {
        ...packageJson,
        type,
        jest: { ...jest, ...settings },
      });
      writeJson(inProject('test/jest-e2e.json'), { ...jestE2e, ...settings });
      const spec = sourceFor(type, 'test/app.e2e-spec.ts');
      writeFileSync(inProject('test/app.e2e-spec.ts'), spec);
      writeFileSync(inProject('src/app.spec.ts'), spec);
      writeFileSync(
        inProject('src/app.module.ts'),
        sourceFor(type, 'src/app.module.ts'),
      );
    });

    it
      .skipIf(isNodeOlderThan(since))
      .each(['package.json', 'test/jest-e2e.json'])(
      'passes with the configuration in %s',
      async (configuration) => {
        const { stdout } = await run(
          process.execPath,
          [
            ...flags,
            'node_modules/jest/bin/jest.js',
            `--config=${configuration}`,
            `--cacheDirectory=${inProject('cache')}`,
            '--testTimeout=60000',
            '--json',
          ],
          directory,
        );

        expect(JSON.parse(stdout)).toMatchObject({
          success: true,
          numTotalTests: 2,
          numPassedTests: 2,
        });
      },
    );
  });
});

/** The `jest` keys of the JSON blocks in the section about Jest. */
function settingsOf(markdown: string): (object | undefined)[] {
  const section = /^### Jest\n(.*?)^##/ms.exec(markdown)?.[1] ?? '';
  return [...section.matchAll(/^```json\n(.*?)^```$/gms)].map(
    ([, block = '']) => (JSON.parse(block) as { jest?: object }).jest,
  );
}

/** A source file as an application of this type writes it for Jest. */
function sourceFor(type: Application['type'], path: string): string {
  const source = readFileSync(join(sources, path), 'utf8').replace(
    `'vitest'`,
    `'@jest/globals'`,
  );
  return type === 'module' ? source : source.replace(/\.js';$/gm, `';`);
}

function isNodeOlderThan(version = '0'): boolean {
  const { node } = process.versions;
  return node.localeCompare(version, 'en', { numeric: true }) < 0;
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value, null, 2));
}
