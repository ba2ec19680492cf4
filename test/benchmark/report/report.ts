import type { Goal } from '../goals.js';
import type { GuardResult } from '../guards/measure-guards.js';
import type { Results } from '../results.js';
import type { Machine } from './machine.js';
import { table } from './table.js';

/** Formats the results as Markdown. */
export function report(
  { node, cpu, cores }: Machine,
  results: Results,
  goals: readonly Goal[],
): string {
  return [
    `Node ${node}, ${cpu}, ${cores} cores`,
    ...section('Guards', guards(results)),
    ...section('Verifiers', verifiers(results)),
    ...section('Growth', growth(results)),
    ...section('Transports', transports(results)),
    ...section('Memory and import', memoryAndImport(results)),
    ...section('Goals', goalTable(goals)),
    '',
  ].join('\n');
}

function section(title: string, content: string): string[] {
  return ['', `## ${title}`, '', content];
}

function guards({ guards: results }: Results): string {
  return table(
    [
      'Server',
      'requests/s',
      'against no guard',
      'CPU µs/request',
      'above no guard',
      'busy',
    ],
    results.map((result) => {
      const bare = noGuard(results, result);
      return [
        `${result.platform}, ${result.contestant}`,
        result.requestsPerSecond.toFixed(0),
        (result.requestsPerSecond / bare.requestsPerSecond).toFixed(2),
        result.cpuPerRequest.toFixed(1),
        (result.cpuPerRequest - bare.cpuPerRequest).toFixed(1),
        `${(result.busy * 100).toFixed(0)} %`,
      ];
    }),
  );
}

/** Finds the result to compare with: the same platform without a guard. */
function noGuard(
  results: readonly GuardResult[],
  { platform, ...result }: GuardResult,
): Omit<GuardResult, 'platform'> {
  return (
    results.find(
      (other) => other.platform === platform && other.contestant === 'no guard',
    ) ?? result
  );
}

function verifiers({ verify }: Results): string {
  const alone = verify[0]?.cpuPerToken ?? NaN;
  return table(
    ['Verifier', 'CPU µs/token', 'against RSA alone'],
    verify.map(({ contestant, cpuPerToken }) => [
      contestant,
      cpuPerToken.toFixed(2),
      (cpuPerToken / alone).toFixed(2),
    ]),
  );
}

function growth(results: Results): string {
  return table(
    ['This verifier', 'new token, CPU µs', 'seen token, CPU µs'],
    results.growth.map(({ of, count, newToken, seenToken }) => [
      `${of}: ${count.toLocaleString('en')}`,
      newToken.toFixed(2),
      seenToken.toFixed(2),
    ]),
  );
}

function transports(results: Results): string {
  return table(
    [
      'Server, CPU µs',
      'no guard',
      'a guard that admits all',
      'seen token',
      'above no guard',
    ],
    results.transports.map(({ transport, guarded, unguarded, emptyGuard }) => [
      transport,
      unguarded.toFixed(1),
      emptyGuard.toFixed(1),
      guarded.toFixed(1),
      (guarded - unguarded).toFixed(1),
    ]),
  );
}

function memoryAndImport({ memory, imports }: Results): string {
  return table(
    ['What', 'measured'],
    [
      [
        `${memory.tokens.toLocaleString('en')} cached tokens`,
        `${(memory.bytes / 1024 ** 2).toFixed(1)} MiB`,
      ],
      ...imports.map(({ modules, milliseconds }) => [
        `import of ${modules.join(' + ')}`,
        `${milliseconds.toFixed(0)} ms`,
      ]),
    ],
  );
}

function goalTable(goals: readonly Goal[]): string {
  return table(
    ['Goal', 'limit', 'measured', 'met'],
    goals.map(({ name, bound, limit, measured, isMet }) => [
      name,
      `${bound} ${limit.toFixed(3)}`,
      measured.toFixed(3),
      isMet ? 'yes' : 'no',
    ]),
  );
}
