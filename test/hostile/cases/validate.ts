import type { Carrier, CognitoUser } from 'nestjs-cognito-auth';

export type Validate = (user: CognitoUser, carrier: Carrier) => unknown;

type NamedValidate = readonly [name: string, validate: Validate];

/** What must not be in any answer. */
export const secret = 'no database at 10.0.0.7 for user root';

/** Functions that find nobody. */
export const refusing: readonly NamedValidate[] = [
  ['returns undefined', () => undefined],
  ['returns null', () => null],
  ['returns false', () => false],
  ['resolves to undefined', async () => undefined],
  ['resolves to null', async () => null],
  ['resolves to false', async () => false],
  ['forgets to return', async () => {}],
  [
    'resolves to a promise of null',
    () => Promise.resolve(Promise.resolve(null)),
  ],
  [
    'returns a thenable of nothing',
    () => thenable((resolve) => resolve(undefined)),
  ],
  ['returns a thenable of false', () => thenable((resolve) => resolve(false))],
  ['returns the number 0', () => 0],
  ['returns minus 0', () => -0],
  ['returns the bigint 0', () => 0n],
  ['returns NaN', () => NaN],
  ['returns an empty string', () => ''],
  ['resolves to the number 0', async () => 0],
  ['resolves to NaN', async () => NaN],
  ['resolves to an empty string', async () => ''],
];

/** Values that code throws, or rejects with, in the place of a proper error. */
const thrown: readonly (readonly [name: string, value: unknown])[] = [
  ['an error', new Error(secret)],
  ['a type error', new TypeError(secret)],
  ['an error with a cause', new Error(secret, { cause: new Error(secret) })],
  ['several errors', new AggregateError([new Error(secret)], secret)],
  ['a text', secret],
  ['a number', 403],
  ['nothing', undefined],
  ['null', null],
  ['false', false],
  ['an empty object', {}],
  ['an object without a prototype', Object.create(null)],
  ['a frozen object', Object.freeze({ message: secret })],
  ['an error with a status of 200', errorWith({ statusCode: 200 })],
  [
    'an error with a status of 404',
    errorWith({ statusCode: 404, status: 404 }),
  ],
  [
    'an HTTP error of another library',
    errorWith({ statusCode: 404, status: 404, expose: true }),
  ],
  ['an error with a code', errorWith({ code: 'ECONNREFUSED' })],
  ['an error with a refusal code', errorWith({ code: 'token_expired' })],
  ['an error with a challenge', errorWith({ challenge: { error: secret } })],
  ['a message with a status of 200', { statusCode: 200, message: secret }],
  ['a message with a status of 502', { statusCode: 502, message: secret }],
];

/** Functions that fail. */
export const failures: readonly NamedValidate[] = [
  ...thrown.flatMap(([name, value]): NamedValidate[] => [
    [
      `throws ${name}`,
      () => {
        throw value;
      },
    ],
    [`rejects with ${name}`, () => Promise.reject(value)],
  ]),
  ['calls what is not there', (user) => (user as never as Fetcher).fetch()],
  ['changes the principal', (user) => Object.assign(user, { kind: 'machine' })],
  ['adds a group', ({ groups }) => (groups as string[]).push('admin')],
  ['adds a claim', ({ claims }) => Object.assign(claims, { admin: true })],
  ['fails as a thenable', () => thenable(fail)],
];

interface Fetcher {
  fetch(): unknown;
}

function fail(): never {
  throw new Error(secret);
}

function errorWith(members: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error(secret), members);
}

/** No promise, though it can be awaited. */
function thenable(then: (resolve: (value: unknown) => void) => void): object {
  const object = {};
  Reflect.set(object, 'then', then);
  return object;
}
