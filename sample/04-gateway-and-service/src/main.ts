import { startDemo } from '../../shared/demo.js';
import { runUntilStopped } from '../../shared/run-until-stopped.js';
import { startApplications } from './applications.js';
import { curlLines } from './curl-lines.js';

await runUntilStopped(startDemo, async (demo) => {
  const { url, close } = await startApplications(process.env['PORT'] ?? 3000);
  return {
    lines: [
      `The gateway listens on ${url}`,
      ...(demo ? [...demo.signInLines, ...curlLines(url, demo.tokens)] : []),
    ],
    close,
  };
});
