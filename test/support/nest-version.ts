import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)(
  '@nestjs/core/package.json',
) as { version: string };

/** The version of Nest that the tests run on, such as `12.5.1`. */
export const nestVersion = version;

/** The first number of that version: 11 or 12. */
export const nestMajor = Number.parseInt(version, 10);
