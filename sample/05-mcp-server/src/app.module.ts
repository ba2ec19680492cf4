import { Module, type DynamicModule } from '@nestjs/common';
import {
  CognitoAuthModule,
  type CognitoUserPoolOptions,
} from 'nestjs-cognito-auth';
import { McpHttpController } from './mcp.controller.js';
import { NotesTools } from './notes.tools.js';

/** Cognito's user pool, or the server that stands in for it. */
export type UserPoolOptions = Pick<
  CognitoUserPoolOptions,
  'userPoolId' | 'clientId' | 'issuer'
>;

@Module({ controllers: [McpHttpController, NotesTools] })
export class AppModule {
  /** @param resource address of the endpoint, which tokens must be for */
  static for(resource: string, userPool: UserPoolOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CognitoAuthModule.forRoot({
          ...userPool,
          globalGuard: true,
          protectedResource: {
            resource,
            name: 'Notes',
            // The decorators of MCP-Nest are not read, so both are named here.
            scopes: ['notes/read', 'notes/write'],
            authorizationServer: 'bridge',
          },
        }),
      ],
    };
  }
}
