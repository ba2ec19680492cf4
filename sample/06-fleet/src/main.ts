import { startDemo } from '../../shared/demo.js';
import { runUntilStopped } from '../../shared/run-until-stopped.js';
import { curlLines } from './curl-lines.js';
import { startInstances } from './instances.js';

await runUntilStopped(startDemo, async (demo) => {
  const port = Number(process.env['PORT'] ?? '3000');
  const { urls, close } = await startInstances([
    port,
    port === 0 ? 0 : port + 1,
  ]);
  return {
    lines: [
      `The instances listen on ${urls.join(' and ')}`,
      ...(demo ? [...demo.signInLines, ...curlLines(urls, demo.tokens)] : []),
    ],
    close,
  };
});
