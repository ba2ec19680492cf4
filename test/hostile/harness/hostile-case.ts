import type { OutgoingHttpHeaders } from 'node:http';
import type { RefusalCode } from './refusals.js';

/** One attempt to get in. */
export interface HostileCase {
  /** In printable ASCII, since it becomes the name of a test. */
  readonly name: string;
  /** Sent as a bearer token. */
  readonly token?: string;
  /** Sent as they are, in the place of a token or beside it. */
  readonly headers?: OutgoingHttpHeaders;
  /** @default '/me' */
  readonly path?: string;
  /** `let in` marks what a careless tightening would lock out. */
  readonly expected: RefusalCode | 'let in';
}

/** A value as a test can be named by it: short, in printable ASCII. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  const ascii = text.replace(
    /[^ -~]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return ascii.length > 60 ? `${ascii.slice(0, 57)}...` : ascii;
}
