import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  metrics,
  trace,
  type Attributes,
  type Meter,
} from '@opentelemetry/api';
import {
  admittedChannel,
  keysChannel,
  refusedChannel,
  type CognitoAdmittedMessage,
  type CognitoKeysMessage,
  type CognitoRefusedMessage,
} from '../insight/channels.js';

/** Options of `observeCognitoAuth()`. */
export interface ObserveCognitoAuthOptions {
  /**
   * The meter that makes the instruments.
   *
   * @default the meter `nestjs-cognito-auth` of the global provider
   */
  readonly meter?: Meter | undefined;
}

/**
 * Records what guards decide and how key sets are fetched, with the API of
 * OpenTelemetry. Without an SDK it does nothing. Call it before the application
 * boots, and after the SDK was started.
 *
 * - counter `cognito_auth.decisions` by `outcome` (`admitted` or `refused`), `code`
 *   and `user_pool`
 * - histogram `cognito_auth.key_set.fetch.duration` in seconds, by `user_pool`, and
 *   by `error.type` for a failure. Only the first failure in a row is recorded.
 * - gauge `cognito_auth.key_set.age` in seconds, by `user_pool`
 * - attributes `cognito_auth.outcome` and `cognito_auth.code` of the active span
 *
 * No name, id or token of a caller becomes an attribute.
 *
 * @returns a function that ends it
 */
export function observeCognitoAuth({
  meter = metrics.getMeter('nestjs-cognito-auth'),
}: ObserveCognitoAuthOptions = {}): () => void {
  const decisions = meter.createCounter('cognito_auth.decisions', {
    description: 'Calls that a guard admitted or refused',
  });
  const durations = meter.createHistogram(
    'cognito_auth.key_set.fetch.duration',
    { description: 'Duration of fetches of key sets', unit: 's' },
  );
  const ages = meter.createObservableGauge('cognito_auth.key_set.age', {
    description: 'Time since a key set was fetched',
    unit: 's',
  });
  /** When each pool was last fetched, on the monotonic clock. */
  const fetchedAt = new Map<string, number>();

  const onAdmitted = (message: unknown): void => {
    const { userPool } = message as CognitoAdmittedMessage;
    const pool = userPool === undefined ? {} : { user_pool: userPool };
    decisions.add(1, { outcome: 'admitted', ...pool });
    mark({ 'cognito_auth.outcome': 'admitted' });
  };
  const onRefused = (message: unknown): void => {
    const { code } = message as CognitoRefusedMessage;
    decisions.add(1, { outcome: 'refused', code });
    mark({ 'cognito_auth.outcome': 'refused', 'cognito_auth.code': code });
  };
  const onKeys = (message: unknown): void => {
    const { userPool, event, durationMs, error } =
      message as CognitoKeysMessage;
    // `recovered` follows the `fetched` of the same fetch.
    if (event !== 'recovered') {
      const failure = event === 'failed' ? { 'error.type': typeOf(error) } : {};
      durations.record(durationMs / 1000, { user_pool: userPool, ...failure });
    }
    if (event === 'fetched') {
      fetchedAt.set(userPool, performance.now());
    }
  };
  const observeAges: Parameters<typeof ages.addCallback>[0] = (result) => {
    fetchedAt.forEach((time, userPool) => {
      const seconds = (performance.now() - time) / 1000;
      result.observe(seconds, { user_pool: userPool });
    });
  };

  const subscriptions = [
    [admittedChannel.name, onAdmitted],
    [refusedChannel.name, onRefused],
    [keysChannel.name, onKeys],
  ] as const;
  subscriptions.forEach(([name, listener]) => subscribe(name, listener));
  ages.addCallback(observeAges);
  return () => {
    subscriptions.forEach(([name, listener]) => unsubscribe(name, listener));
    ages.removeCallback(observeAges);
  };
}

function mark(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/**
 * Returns the code of the cause, such as `ECONNREFUSED`, else the class of an error.
 * Its message may name an address.
 */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return '_OTHER';
  }
  const { code } = (error.cause ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
