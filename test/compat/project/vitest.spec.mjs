import { it } from 'vitest';

it('guards and refuses', async () => {
  await import('./app.mjs');
});
