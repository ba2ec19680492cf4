import fc from 'fast-check';

/** An application made at random: one handler, and all that surrounds it. */
export interface Plan {
  readonly host: 'controller' | 'gateway' | 'query' | 'field';
  readonly provided: 'class' | 'useClass' | 'useValue' | 'useFactory';
  readonly scope: 'static' | 'request' | 'transient';
  readonly inherited: boolean;
  /** Where the decorator stands that the caller does not satisfy. */
  readonly asksOn: 'method' | 'class' | 'both';
  readonly asks: 'groups' | 'scopes' | 'policy';
  readonly guard:
    | 'none'
    | 'other'
    | 'method'
    | 'class'
    | 'globalGuard'
    | 'requestScoped'
    | 'useGlobalGuards';
  /** A decorator that puts another function in the place of the method. */
  readonly wrapper: 'none' | 'plain' | 'copying';
  /** What stands below the wrapper, nearer to the method. */
  readonly belowWrapper: readonly ('ours' | 'guard')[];
  /** What the constructor makes of the method. */
  readonly replaced: 'no' | 'bound' | 'arrow' | 'swapped' | 'copied';
  /** A decorator that puts something else in the place of the class. */
  readonly classWrapper: 'none' | 'proxy' | 'function' | 'subclass' | 'mixin';
  /** What stands below the class wrapper, nearer to the class. */
  readonly belowClassWrapper: readonly ('ours' | 'guard' | 'nest')[];
  /** A decorator of the class that the handler's own cancels. */
  readonly opened: 'no' | 'public' | 'optional';
  readonly fieldGuards: boolean;
}

export const plans: fc.Arbitrary<Plan> = fc.record({
  host: fc.constantFrom(
    'controller',
    'controller',
    'gateway',
    'query',
    'field',
  ),
  provided: mostly('class', 'useClass', 'useValue', 'useFactory'),
  scope: mostly('static', 'request', 'transient'),
  inherited: fc.boolean(),
  asksOn: fc.constantFrom('method', 'class', 'both'),
  asks: fc.constantFrom('groups', 'scopes', 'policy'),
  guard: fc.constantFrom(
    ...(['none', 'other', 'method', 'class', 'globalGuard'] as const),
    ...(['requestScoped', 'useGlobalGuards'] as const),
  ),
  wrapper: mostly('none', 'plain', 'copying'),
  belowWrapper: fc.subarray(['ours', 'guard']),
  replaced: mostly('no', 'bound', 'arrow', 'swapped', 'copied'),
  classWrapper: mostly('none', 'proxy', 'function', 'subclass', 'mixin'),
  belowClassWrapper: fc.subarray(['ours', 'guard', 'nest']),
  opened: mostly('no', 'public', 'optional'),
  fieldGuards: fc.boolean(),
});

/** The usual choice half of the time, so that enough applications are sound. */
function mostly<const T extends string>(
  usual: T,
  ...others: T[]
): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: others.length * 2, arbitrary: fc.constant(usual) },
    { weight: others.length, arbitrary: fc.constantFrom(...others) },
  );
}

/**
 * SECURITY.md names this one: nobody sees at boot what the constructor of a
 * request-scoped class does, and no guard runs that could see it later.
 */
export function isBeyondAnyAudit(plan: Plan): boolean {
  return (
    plan.scope === 'request' &&
    plan.replaced !== 'no' &&
    plan.guard === 'method'
  );
}
