import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../package/repository.js';
import { run } from '../package/run.js';
import type { Result } from './table.js';

const limit = 120_000;

/** A project that has the package from its tarball, beside one version of Nest. */
export class Project {
  private constructor(
    private readonly directory: string,
    private readonly nest: number,
  ) {}

  static async install(
    parent: string,
    nest: number,
    tarball: string,
  ): Promise<Project> {
    const directory = join(parent, `nest-${nest}`);
    mkdirSync(directory);
    cpSync(join(repository, 'test/compat/project'), directory, {
      recursive: true,
    });
    writeFileSync(
      join(directory, 'package.json'),
      JSON.stringify({ private: true, jest: jestOptions }),
    );
    const nestPackages = [
      ...['common', 'core', 'passport', 'platform-express'],
      'platform-fastify',
    ].map((name) => `@nestjs/${name}@${nest}`);
    await install(directory, [
      ...[tarball, ...nestPackages, 'passport', 'reflect-metadata', 'rxjs'],
      ...['vitest', 'jest', 'babel-jest', '@babel/preset-env', 'esbuild'],
      ...['@codegenie/serverless-express', `@nestjs/cli@${nest}`],
      ...['webpack', 'ts-loader', 'webpack-node-externals'],
      'tsconfig-paths-webpack-plugin',
      ...['fork-ts-checker-webpack-plugin', 'typescript@5', '@types/node@20'],
    ]);
    return new Project(directory, nest);
  }

  /** Installs a version of Node, and returns its program. */
  async installNode(version: string): Promise<string> {
    const directory = join(this.directory, `node-${version}`);
    mkdirSync(directory);
    writeFileSync(join(directory, 'package.json'), '{"private":true}');
    await install(directory, [`node@${version}`]);
    return join(directory, 'node_modules/node/bin/node');
  }

  /** Runs a file. @returns what it printed, if it failed. */
  async run(
    program: string,
    parameters: readonly string[],
  ): Promise<string | undefined> {
    const { status, stdout, stderr } = spawnSync(program, parameters, {
      cwd: this.directory,
      encoding: 'utf8',
      timeout: limit,
    });
    return status === 0 ? undefined : `${stdout}${stderr}`;
  }

  /** Runs what is the same for all versions of Node, on the present one. */
  async runTools(): Promise<Result[]> {
    const tools: readonly (readonly [string, readonly string[]])[] = [
      ['vitest', ['node_modules/vitest/vitest.mjs', 'run', 'vitest.spec.mjs']],
      // Nest 12 loads itself by import(), which Jest cannot do in CommonJS.
      ...(this.nest === 11 ? ([jest] as const) : []),
      ['node:test', ['--test', 'node-test.mjs']],
      ['AWS Lambda, an HTTP API event', ['lambda.mjs']],
      ['esbuild, one file', ['esbuild.mjs']],
      ['`nest build --webpack`', ['webpack.mjs']],
    ];
    const results: Result[] = [];
    for (const [what, parameters] of tools) {
      const failure = await this.run(process.execPath, parameters);
      results.push({ nest: this.nest, where: 'with', what, failure });
    }
    return results;
  }
}

const jest = [
  'Jest, CommonJS',
  ['node_modules/jest/bin/jest.js', 'jest.spec.cjs'],
] as const;

/** As README says; Jest's own transform is Babel's. */
const jestOptions = {
  testTimeout: limit,
  testMatch: ['**/*.spec.cjs'],
  transform: {
    '^.+\\.[cm]?js$': [
      'babel-jest',
      { presets: [['@babel/preset-env', { targets: { node: 'current' } }]] },
    ],
  },
  transformIgnorePatterns: [],
};

async function install(
  directory: string,
  packages: readonly string[],
): Promise<void> {
  await run(
    'npm',
    [
      ...['install', '--no-save', '--no-package-lock', '--prefer-offline'],
      ...['--no-audit', '--no-fund', ...packages],
    ],
    directory,
  );
}
