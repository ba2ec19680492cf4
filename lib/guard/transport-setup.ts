import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { UpgradeServer } from '../request/upgrade-requests.js';
import { transports } from '../request/transports.js';
import { Routes } from '../routes/routes.js';

/** Prepares the transports that the application has handlers for. */
@Injectable()
export class TransportSetup implements OnModuleInit {
  constructor(
    private readonly routes: Routes,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  /** @throws Error if the package of a transport in use cannot be loaded. */
  async onModuleInit(): Promise<void> {
    const types = this.routes.contextTypes();
    // In a microservice of its own, the adapter is null.
    const adapter = this.adapterHost.httpAdapter as
      HttpAdapterHost['httpAdapter'] | null | undefined;
    const server = adapter?.getHttpServer() as UpgradeServer | undefined;
    for (const transport of transports) {
      if (types.has(transport.type)) {
        await transport.setUp?.(server);
      }
    }
  }
}
