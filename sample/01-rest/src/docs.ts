import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { documentAccess } from 'nestjs-cognito-auth/openapi';

/** Serves Swagger UI at `/docs`, with what the guard requires of each route. */
export function serveDocs(app: INestApplication): void {
  const config = new DocumentBuilder().setTitle('The orders API').build();
  const document = SwaggerModule.createDocument(app, config);
  SwaggerModule.setup('docs', app, documentAccess(app, document));
}
