import { describe, expect, inject, it } from 'vitest';
import { entries, filesBelow } from './repository.js';
import { rolledUpTypes } from './rolled-up-types.js';

const { directory } = inject('packed');

const published = entries.map((entry) => {
  const name = entry.path === '.' ? 'index' : entry.path.slice('./'.length);
  return { ...entry, snapshot: `api/${name}.d.ts` };
});

// For a change that is meant, npm run api:update writes the files anew.
describe('the reviewed types', () => {
  it.each(published)('of $path are those of the build', async (entry) => {
    const types = await rolledUpTypes(directory, entry);

    await expect(types).toMatchFileSnapshot(entry.snapshot);
  });

  it('are kept for published paths only', () => {
    const expected = published.map(
      ({ snapshot }) => `test/package/${snapshot}`,
    );

    expect(expected).toEqual(
      expect.arrayContaining(filesBelow('test/package/api')),
    );
  });
});
