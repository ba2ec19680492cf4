import { INestApplicationContext } from '@nestjs/common';

interface DocumentAccessOptions {
  scheme?: string | undefined;
  domain?: string | undefined;
}

interface OpenApiDocument {
  paths: Record<string, object>;
  components?: object | undefined;
}

declare function documentAccess<D extends OpenApiDocument>(
  app: INestApplicationContext,
  document: D,
  { scheme, domain }?: DocumentAccessOptions,
): D;

export { documentAccess };

export type { DocumentAccessOptions, OpenApiDocument };
