import {
  AllGroups,
  AllScopes,
  AnyGroup,
  AnyScope,
  Claim,
  CurrentToken,
  CurrentUser,
  Groups,
  NotInGroups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
  type CallerToken,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';

const [customers, staff, stranger] = (await Promise.all(
  Array.from({ length: 3 }, () => TestUserPool.create()),
)) as [TestUserPool, TestUserPool, TestUserPool];

export const options: CognitoAuthModuleOptions = {
  userPools: [
    { ...customers.options, name: 'customers', tokenUse: ['access', 'id'] },
    { ...staff.options, name: 'staff' },
  ],
};

type Decorator = MethodDecorator;

/** What a call comes to: the value of the handler, or the code of a refusal. */
export type Outcome = string;

/** The outcome for each caller. Every handler without a parameter returns `ok`. */
interface Row {
  readonly decorator: string;
  readonly decorators: readonly Decorator[];
  /** Decorator of the only parameter, and what the handler returns for it. */
  readonly parameter?: ParameterDecorator;
  readonly show?: (value: never) => string;
  readonly withoutToken: Outcome;
  readonly withBadToken: Outcome;
  readonly tooLittle: readonly [token: () => string, Outcome];
  readonly enough: readonly [token: () => string, Outcome];
}

const access = (
  more: object = {},
  claims: Readonly<Record<string, unknown>> = {},
) => customers.accessToken({ username: 'alice', ...more, claims });
const now = () => Math.floor(Date.now() / 1000);

export const badToken = () =>
  stranger.accessToken({ claims: { iss: customers.issuer } });

/** A row whose callers need a token, as with almost every decorator. */
function row(
  decorator: string,
  decorators: readonly Decorator[],
  tooLittle: Row['tooLittle'],
  enough: () => string,
): Row {
  return {
    decorator,
    decorators,
    withoutToken: 'token_missing',
    withBadToken: 'signature_invalid',
    tooLittle,
    enough: [enough, 'ok'],
  };
}

const reading = (
  decorator: string,
  parameter: ParameterDecorator,
  value: Outcome,
  show: (value: never) => string = String,
): Row => ({
  ...row(decorator, [], [expired, 'token_expired'], access),
  parameter,
  show,
  enough: [access, value],
});

const expired = () => access({ expiresIn: -1 });
const scopes =
  (...names: string[]) =>
  () =>
    access({ scopes: names });
const groups =
  (...names: string[]) =>
  () =>
    access({ groups: names });

/** One row for each decorator. */
export const rows: readonly Row[] = [
  row('no decorator', [], [expired, 'token_expired'], access),
  {
    ...row('@Public()', [Public()], [expired, 'ok'], access),
    withoutToken: 'ok',
    withBadToken: 'ok',
  },
  {
    ...row(
      '@OptionalAuth()',
      [OptionalAuth()],
      [expired, 'token_expired'],
      access,
    ),
    withoutToken: 'ok',
  },
  row("@TokenUse('id')", [TokenUse('id')], [access, 'token_use_mismatch'], () =>
    customers.idToken(),
  ),
  row(
    '@Scopes()',
    [Scopes('a', 'b')],
    [scopes('a'), 'scope_missing'],
    scopes('a', 'b'),
  ),
  row(
    '@AllScopes()',
    [AllScopes('a', 'b')],
    [scopes('b'), 'scope_missing'],
    scopes('a', 'b'),
  ),
  row(
    '@AnyScope()',
    [AnyScope('a', 'b')],
    [scopes('c'), 'scope_missing'],
    scopes('b'),
  ),
  row(
    '@Groups()',
    [Groups('a', 'b')],
    [groups('c'), 'group_missing'],
    groups('b'),
  ),
  row(
    '@AnyGroup()',
    [AnyGroup('a', 'b')],
    [groups('c'), 'group_missing'],
    groups('a'),
  ),
  row(
    '@AllGroups()',
    [AllGroups('a', 'b')],
    [groups('a'), 'group_missing'],
    groups('a', 'b'),
  ),
  row(
    '@NotInGroups()',
    [NotInGroups('a')],
    [groups('a'), 'group_forbidden'],
    groups('b'),
  ),
  row('@UserPool()', [UserPool('staff')], [access, 'user_pool_mismatch'], () =>
    staff.accessToken(),
  ),
  row(
    '@StepUp()',
    [StepUp({ maxAge: 60 })],
    [() => access({}, { auth_time: now() - 100 }), 'step_up_required'],
    () => access({}, { auth_time: now() }),
  ),
  row(
    '@Policy()',
    [Policy(({ username }) => username === 'bob', 'is Bob')],
    [access, 'policy_refused'],
    () => customers.accessToken({ username: 'bob' }),
  ),
  reading('@CurrentUser()', CurrentUser('username'), 'alice'),
  reading('@Claim()', Claim('token_use'), 'access'),
  reading(
    '@CurrentToken()',
    CurrentToken(),
    'Bearer',
    ({ headers }: CallerToken) =>
      headers.authorization.slice(0, 'Bearer'.length),
  ),
];

/** Name of the handler of a row. */
export const handlerOf = (index: number): string => `row${index}`;

/**
 * Makes a class with a handler for each row.
 *
 * @param route decorator that makes a method a handler of the transport
 * @param wrap what the transport expects of a handler instead of a string
 */
export function classOfRows(
  route: (handler: string) => Decorator,
  wrap: (value: string, handler: string) => unknown = (value) => value,
) {
  class Rows {}
  rows.forEach(({ decorators, parameter, show }, index) => {
    const name = handlerOf(index);
    const handlers = {
      [name]: (value: never) => wrap(show ? show(value) : 'ok', name),
    };
    const descriptor = {
      value: handlers[name],
      configurable: true,
      writable: true,
    };
    Object.defineProperty(Rows.prototype, name, descriptor);
    parameter?.(Rows.prototype, name, 0);
    for (const decorate of [route(name), ...decorators]) {
      decorate(Rows.prototype, name, descriptor);
    }
    // Some decorators put another function into the place of the method.
    Object.defineProperty(Rows.prototype, name, descriptor);
  });
  return Rows;
}
