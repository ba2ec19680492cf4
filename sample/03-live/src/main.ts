import { NestFactory } from '@nestjs/core';
import { startDemo } from '../../shared/demo.js';
import { runUntilStopped } from '../../shared/run-until-stopped.js';
import { AppModule } from './app.module.js';

/** Seconds, so short that one can watch a token being renewed. */
const lifetime = 60;

await runUntilStopped(
  () => startDemo(lifetime),
  async (demo) => {
    const app = await NestFactory.create(AppModule, { abortOnError: false });
    await app.listen(process.env['PORT'] ?? 3000, '127.0.0.1');
    const url = await app.getUrl();
    return {
      lines: [`The chat is on ${url}`, ...(demo?.signInLines ?? [])],
      close: () => app.close(),
    };
  },
);
