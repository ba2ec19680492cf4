import { test } from 'node:test';

void test('the application guards and refuses', async () => {
  await import('./app.mjs');
});
