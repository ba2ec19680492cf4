import { runSample } from '../../shared/run-sample.js';
import { AppModule } from './app.module.js';
import { curlLines } from './curl-lines.js';
import { serveDocs } from './docs.js';

await runSample({
  name: 'The orders API',
  module: AppModule,
  prepare: serveDocs,
  first: (url) => [
    `Try the orders API in a browser: ${url}/`,
    `Its OpenAPI document: ${url}/docs`,
  ],
  lines: curlLines,
});
