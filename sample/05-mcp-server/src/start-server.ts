import { NestFactory } from '@nestjs/core';
import { AppModule, type UserPoolOptions } from './app.module.js';
import { mcp } from './mcp.server.js';

/** The MCP server, which listens on this machine only. */
export interface McpServer {
  readonly close: () => Promise<void>;
}

/**
 * Starts the MCP server at `resource`.
 *
 * @param resource `http://127.0.0.1:<port>/mcp`
 */
export async function startServer(
  resource: string,
  userPool: UserPoolOptions,
): Promise<McpServer> {
  const app = await NestFactory.create(AppModule.for(resource, userPool), {
    abortOnError: false,
  });
  mcp.setHttpAdapter(app.getHttpAdapter());
  app.connectMicroservice({ strategy: mcp });
  await app.startAllMicroservices();
  await app.listen(new URL(resource).port, '127.0.0.1');
  return { close: () => app.close() };
}
