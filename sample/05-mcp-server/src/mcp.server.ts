import { McpStrategy, StreamableHttpTransport } from '@rekog/mcp-nest';

/** The endpoint, which `mcp.controller.ts` serves behind the guard. */
export const transport = new StreamableHttpTransport({
  // A tool whose scope is missing is refused with 403 and a challenge.
  stepUpAuthorization: true,
  // A web page elsewhere must not reach this server through a browser.
  security: { allowedHosts: 'localhost', allowedOrigins: 'localhost' },
});

/** Serves the tools of the application to clients of the protocol. */
export const mcp = new McpStrategy({
  name: 'notes',
  version: '1.0.0',
  transports: [transport],
});
