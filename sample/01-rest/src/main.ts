import { runSample } from '../../shared/run-sample.js';
import { AppModule } from './app.module.js';
import { curlLines } from './curl-lines.js';

await runSample({
  name: 'The orders API',
  module: AppModule,
  lines: curlLines,
});
