#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { runExplain, usage } from './explain-command.js';

/** Tells the exit code without ending a write to a pipe. */
async function main([command, ...rest]: readonly string[]): Promise<number> {
  if (command !== 'explain') {
    process.stderr.write(usage);
    return 2;
  }
  return runExplain(rest, {
    readToken: () => text(process.stdin),
    write: (line) => process.stdout.write(`${line}\n`),
    warn: (line) => process.stderr.write(`${line}\n`),
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 2;
  },
);
