/** The parts of an OpenAPI document, 3.0 or 3.1, that `documentAccess()` reads. */
export interface OpenApiDocument {
  /** Operations by path and method. */
  paths: Record<string, object>;
  /** Schemas, security schemes and other parts that operations refer to. */
  components?: object | undefined;
}

/** One way to authorize a request: scopes by the name of their security scheme. */
export type SecurityRequirement = Record<string, string[]>;

/** An operation of a document. */
export interface Operation {
  description?: string;
  security?: SecurityRequirement[];
  responses?: Record<string, unknown>;
  'x-cognito-access'?: unknown;
}

/** The components of a document that hold security schemes. */
export interface Components {
  securitySchemes?: Record<string, unknown>;
}

const methods = [
  ...['get', 'put', 'post', 'delete', 'options'],
  ...['head', 'patch', 'trace', 'search', 'query'],
];

/** Lists the operations of a document with their method and path. */
export function operationsIn({ paths }: OpenApiDocument): {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
  );
}
