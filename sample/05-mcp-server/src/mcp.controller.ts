import { Controller } from '@nestjs/common';
import { McpHttpControllerFor } from '@rekog/mcp-nest';
import { Scopes } from 'nestjs-cognito-auth';
import { transport } from './mcp.server.js';

/** An ordinary controller, so the guard of the application protects it. */
@Controller('mcp')
@Scopes('notes/read')
export class McpHttpController extends McpHttpControllerFor(transport) {}
