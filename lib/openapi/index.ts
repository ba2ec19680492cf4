export { documentAccess } from './document-access.js';
export type { DocumentAccessOptions } from './document-access.js';
export type { OpenApiDocument } from './openapi-document.js';
