import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { CognitoAuthModule, CognitoSubscriptions } from 'nestjs-cognito-auth';
import { OrdersResolver } from './orders.resolver.js';
import { OrdersService } from './orders.service.js';
import { userPoolFromEnvironment } from './user-pool.config.js';

@Module({
  imports: [
    CognitoAuthModule.forRootAsync({
      useFactory: userPoolFromEnvironment,
      globalGuard: true,
    }),
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [CognitoSubscriptions],
      useFactory: ({ onConnect }: CognitoSubscriptions) => ({
        autoSchemaFile: true,
        // Apollo sends stacks by default, unless NODE_ENV is production or test.
        includeStacktraceInErrorResponses: false,
        // Without it, Nest runs no guard for Order.margin.
        fieldResolverEnhancers: ['guards'],
        // Refuses connections without a token, and ends them with their token.
        subscriptions: { 'graphql-ws': { onConnect } },
      }),
    }),
  ],
  providers: [OrdersResolver, OrdersService],
})
export class AppModule {}
