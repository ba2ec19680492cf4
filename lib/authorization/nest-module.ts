import type { ModulesContainer } from '@nestjs/core';

/** A module in Nest's container. Nest does not export the type itself. */
export type NestModule =
  ModulesContainer extends Map<string, infer Value> ? Value : never;
