import { deflateRawSync, gzipSync } from 'node:zlib';
import type { Members } from '../harness/forge.js';

/** Text or bytes that somebody may take for JSON. */
export type NamedDocument = readonly [
  name: string,
  document: string | Uint8Array,
];

/** Values that are JSON, but no object. */
export const notObjects: readonly string[] = [
  ...['null', 'true', 'false', '0', '-1', '1e999', '""', '"text"', '[]'],
  ...['[{}]', '[null]', '[["alg","RS256"]]', '"{}"', '[[]]'],
];

/** Documents that are no JSON, made of an object that would be a good one. */
export function* brokenDocuments(good: Members): Generator<NamedDocument> {
  const text = JSON.stringify(good);
  const open = text.slice(0, -1);
  for (const [name, broken] of Object.entries({
    'a space': ' ',
    'a brace': '{',
    'a brace the other way': '}',
    'an unfinished member': '{"',
    'half of it': text.slice(0, text.length / 2),
    'all but its last character': open,
    'all but its first character': text.slice(1),
    'itself twice': text + text,
    'itself on two lines': `${text}\n${text}`,
    'a comma behind it': `${text},`,
    'a NUL behind it': `${text}\0`,
    'a NUL before it': `\0${text}`,
    'text behind it': `${text}x`,
    'a trailing comma': `${open},}`,
    'a comment before it': `/**/${text}`,
    'a comment behind it': `${text}//`,
    'single quotes': text.replaceAll('"', "'"),
    'names without quotes': text.replace(/"(\w+)":/g, '$1:'),
    'a raw line feed in a text': `${open},"x":"\n"}`,
    'a bad escape': `${open},"x":"\\u12"}`,
    'a Python value': `${open},"x":None}`,
    'deep brackets left open': '['.repeat(5_000),
    'deep braces left open': '{"a":'.repeat(1_500),
    'a guard against hijacking': `)]}',\n${text}`,
    'a form': 'alg=RS256&kid=x',
    XML: '<alg>RS256</alg>',
    YAML: 'alg: RS256\nkid: x',
  })) {
    yield [name, broken];
  }
  for (const value of [
    'NaN',
    'Infinity',
    'undefined',
    '0x1',
    '01',
    '+1',
    '.5',
  ]) {
    yield [`the value ${value}`, `${open},"x":${value}}`];
  }
  yield* otherEncodings(text);
}

/** JSON, but not the UTF-8 that RFC 8259 §8.1 asks for. */
function* otherEncodings(text: string): Generator<NamedDocument> {
  const wide = Buffer.from(text, 'utf16le');
  yield ['a byte order mark', `\ufeff${text}`];
  yield ['UTF-16, little-endian', wide];
  yield ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')];
  yield ['UTF-16, big-endian', Buffer.from(wide).swap16()];
  yield ['gzip', gzipSync(text)];
  yield ['deflate', deflateRawSync(text)];
  for (const [name, hex] of Object.entries({
    'a lone continuation': '80',
    'Latin-1': 'e9',
    'an overlong slash': 'c0af',
    'an overlong quote': 'c0a2',
    'an overlong NUL': 'c080',
    'half a character': 'e282',
    'a surrogate': 'eda080',
    'a pair of surrogates': 'eda0bdedb491',
    'a character beyond the last': 'f4908080',
    'bytes of no character': 'fffe',
  })) {
    const [before = '', after = ''] = `${text.slice(0, -1)},"x":"@"}`.split(
      '@',
    );
    const parts = [
      Buffer.from(before),
      Buffer.from(hex, 'hex'),
      Buffer.from(after),
    ];
    yield [`${name} in a text`, Buffer.concat(parts)];
  }
}

/** Ways to write an object that mean the same object. */
export function* oddDocuments(good: Members): Generator<NamedDocument> {
  const text = JSON.stringify(good);
  const open = text.slice(0, -1);
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  yield ['space around it', ` \t\r\n${text} \n`];
  yield ['space within it', JSON.stringify(good, undefined, 4)];
  yield ['its members backwards', backwards(good)];
  yield ['escaped names', text.replace('"kid"', '"\\u006bid"')];
  yield ['a name twice', `${open},"x":1,"x":2}`];
  yield ['a name of no characters', `${open},"":1}`];
  yield ['__proto__', `${open},"__proto__":{"isAdmin":true}}`];
  yield ['__proto__ null', `${open},"__proto__":null}`];
  yield [
    'constructor.prototype',
    `${open},"constructor":{"prototype":{"isAdmin":true}}}`,
  ];
  yield ['toString and toJSON', `${open},"toString":1,"toJSON":2,"valueOf":3}`];
  yield ['then', `${open},"then":true}`];
  yield ['a hundred levels', `${open},"x":${nested(100)}}`];
  yield ['three thousand levels', `${open},"x":${nested(3_000)}}`];
  yield ['many empty lists', `${open},"x":[${'[],'.repeat(2_000)}[]]}`];
  yield ['a long number', `${open},"x":${'9'.repeat(5_000)}}`];
  yield ['a lone surrogate', `${open},"x":"\\ud800"}`];
  yield ['a thousand members', `${open}${thousandMembers()}}`];
}

const backwards = (good: Members) =>
  JSON.stringify(Object.fromEntries(Object.entries(good).reverse()));

const thousandMembers = () =>
  Array.from({ length: 1_000 }, (_, index) => `,"${index}":0`).join('');
