import type { CanActivate, ModuleMetadata, Type } from '@nestjs/common';
import type { UserPoolFacts } from '../users.js';

/** The guards of a route, with the modules and providers that they need. */
export interface Guarding extends Pick<
  ModuleMetadata,
  'imports' | 'providers'
> {
  readonly guards: Type<CanActivate>[];
}

/** A user pool whose key set is also served, for guards that fetch it. */
export interface ServedUserPool extends UserPoolFacts {
  readonly jwksUri: string;
}
