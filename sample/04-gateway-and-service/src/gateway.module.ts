import { Module, type DynamicModule } from '@nestjs/common';
import { ClientsModule, Transport } from '@nestjs/microservices';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { GatewayController } from './gateway.controller.js';
import { OrdersClient } from './orders.client.js';
import { userPoolFromEnvironment } from './user-pool.config.js';

/** The gateway, which takes HTTP requests and calls the service. */
@Module({
  imports: [
    CognitoAuthModule.forRootAsync({
      useFactory: userPoolFromEnvironment,
      globalGuard: true,
    }),
  ],
  controllers: [GatewayController],
  providers: [OrdersClient],
})
export class GatewayModule {
  /** @param port loopback port of the service */
  static for(port: number): DynamicModule {
    const options = { host: '127.0.0.1', port };
    return {
      module: GatewayModule,
      imports: [
        ClientsModule.register([
          { name: 'ORDERS', transport: Transport.TCP, options },
        ]),
      ],
    };
  }
}
