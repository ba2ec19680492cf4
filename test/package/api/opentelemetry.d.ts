import { Meter } from '@opentelemetry/api';

interface ObserveCognitoAuthOptions {
  readonly meter?: Meter | undefined;
}

declare function observeCognitoAuth({
  meter,
}?: ObserveCognitoAuthOptions): () => void;

export { observeCognitoAuth };

export type { ObserveCognitoAuthOptions };
