import 'reflect-metadata';
import { currentToken } from '../authentication/current-token.decorator.js';
import {
  currentClaim,
  currentUser,
} from '../authentication/current-user.decorator.js';
import type { Host } from '../routes/hosts.js';
import { parametersKey } from '../routes/nest-metadata.js';

const decorators = new Map<unknown, string>([
  [currentUser, '@CurrentUser()'],
  [currentClaim, '@Claim()'],
  [currentToken, '@CurrentToken()'],
]);

/** Lists the parameter decorators of a method that need an authentication. */
export function parameterDecoratorsOf(
  { classes }: Host,
  method: string | symbol,
): string[] {
  const found = classes.flatMap((one) => {
    const parameters = (Reflect.getMetadata(parametersKey, one, method) ??
      {}) as Record<string, { readonly factory?: unknown }>;
    return Object.values(parameters).flatMap(
      ({ factory }) => decorators.get(factory) ?? [],
    );
  });
  return [...new Set(found)];
}
