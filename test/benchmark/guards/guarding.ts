import type { CanActivate, ModuleMetadata, Type } from '@nestjs/common';
import type { UserPoolFacts } from '../users.js';

/** What an application needs for its one route to be guarded. */
export interface Guarding extends Pick<
  ModuleMetadata,
  'imports' | 'providers'
> {
  readonly guards: Type<CanActivate>[];
}

/** A user pool whose key set is also served, for those who fetch it. */
export interface ServedUserPool extends UserPoolFacts {
  readonly jwksUri: string;
}
