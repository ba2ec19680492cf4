import type { ExecutionContext } from '@nestjs/common';
import type { RouteAccess } from '../authorization/route-access.js';
import type { Transport } from '../request/transport.js';

/** A call of a route that is not public. */
export interface Call {
  readonly access: RouteAccess;
  readonly context: ExecutionContext;
  readonly transport: Transport;
  readonly holder: object;
}
