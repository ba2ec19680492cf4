import type { AddressInfo, Server } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { GatewayModule } from './gateway.module.js';
import { ServiceModule } from './service.module.js';

/** The gateway and the service, which listen on this machine only. */
export interface Applications {
  /** URL of the gateway. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts the service on a free port, and then the gateway.
 *
 * @param port port of the gateway; 0 for a free one
 */
export async function startApplications(
  port: number | string,
): Promise<Applications> {
  const service = await NestFactory.createMicroservice<MicroserviceOptions>(
    ServiceModule,
    {
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port: 0 },
      abortOnError: false,
    },
  );
  await service.listen();
  try {
    const address = service.unwrap<Server>().address() as AddressInfo;
    const gateway = await NestFactory.create(GatewayModule.for(address.port), {
      abortOnError: false,
    });
    await gateway.listen(port, '127.0.0.1');
    return {
      url: await gateway.getUrl(),
      close: async () => {
        await gateway.close();
        await service.close();
      },
    };
  } catch (error) {
    await service.close();
    throw error;
  }
}
