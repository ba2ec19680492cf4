import { runSample } from '../../shared/run-sample.js';
import { AppModule } from './app.module.js';
import { commandLines } from './command-lines.js';

await runSample({
  name: 'The orders graph',
  module: AppModule,
  lines: commandLines,
});
