import { subscribe } from 'node:diagnostics_channel';
import {
  CognitoAccessMap,
  explain,
  type CognitoAdmittedMessage,
  type CognitoAuthModuleOptions,
  type CognitoKeysMessage,
  type CognitoRefusedMessage,
  type CognitoRevocationsMessage,
  type ExplainedCheck,
  type ExplainedRoute,
  type Explanation,
  type RequirementsInfo,
  type RouteInfo,
} from 'nestjs-cognito-auth';
import {
  documentAccess,
  type DocumentAccessOptions,
  type OpenApiDocument,
} from 'nestjs-cognito-auth/openapi';

type Messages =
  | CognitoAdmittedMessage
  | CognitoRefusedMessage
  | CognitoKeysMessage
  | CognitoRevocationsMessage;

/** Prints what an operator reads. */
export function print(map: CognitoAccessMap): string {
  const open = map.routes().filter(({ mode }: RouteInfo) => mode === 'public');
  subscribe('nestjs-cognito-auth:refused', (message) => {
    console.log(message as Messages satisfies object);
  });
  return `${open.length}\n${map.toString()}\n${map.toMarkdown()}`;
}

export async function firstReason(
  token: string,
  options: CognitoAuthModuleOptions,
  requirements: RequirementsInfo,
): Promise<string | undefined> {
  const route: ExplainedRoute = requirements;
  const { checks }: Explanation = await explain(token, options, route);
  const failed = ({ passed }: ExplainedCheck): boolean => !passed;
  return checks.find(failed)?.why;
}

export function complete(
  app: Parameters<typeof documentAccess>[0],
  document: OpenApiDocument,
): OpenApiDocument {
  const options: DocumentAccessOptions = { domain: 'https://auth.example.com' };
  return documentAccess(app, document, options);
}
