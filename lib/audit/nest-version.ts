import { createRequire } from 'node:module';

/**
 * The major version of Nest that runs the application; 0 if it cannot be told,
 * as in a bundle.
 */
export function nestMajor(): number {
  try {
    const { version } = createRequire(import.meta.url)(
      '@nestjs/core/package.json',
    ) as { readonly version: string };
    return Number.parseInt(version, 10);
  } catch {
    return 0;
  }
}
