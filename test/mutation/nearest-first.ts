import { readdirSync, readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders of lib that end-to-end tests show the most of, and the folders of those. */
const endToEnd = new Map([
  ['audit', 'audit/'],
  ['routes', 'audit/'],
  ['authentication', '(authentication|current-user|passport|token-cache)/'],
  ['authorization', 'authorization/'],
  ['guard', ''],
  ['request', 'transports/'],
  ['connections', 'transports/(graphql|websockets)/'],
  ['redis', 'revocation/'],
  ...[
    ...['access-map', 'explain', 'insight', 'openapi', 'protected-resource'],
    'revocation',
  ].map((folder): [string, string] => [folder, `${folder}/`]),
  ['terminus', 'insight/'],
  ['opentelemetry', 'insight/'],
]);

/**
 * Runs the tests of the mutated file first, then those of its folder: the first
 * failure ends the run of a mutant, and that is where it most likely is.
 */
export class NearestFirst extends BaseSequencer {
  private readonly mutated = mutatedFiles();

  override async sort(
    files: TestSpecification[],
  ): Promise<TestSpecification[]> {
    const context: object = this.ctx.getRootProject().getProvidedContext();
    const { activeMutant } = context as { activeMutant?: string };
    const [folder, file] =
      this.mutated.get(activeMutant ?? '')?.split('/') ?? [];
    const near = [
      // The folder of a subject may stand between the two.
      new RegExp(`/test/unit/${folder}/(.+/)?${file}`),
      new RegExp(`/test/unit/${folder}/`),
      new RegExp(`/test/e2e/${endToEnd.get(folder ?? '')}`),
      /\/test\/unit\//,
      /\/test\/(e2e|hostile)\//,
    ];
    const distance = ({ moduleId }: TestSpecification): number =>
      near.findIndex((path) => path.test(moduleId));
    return files.toSorted((a, b) => distance(a) - distance(b));
  }
}

/** The file of each mutant, without its ending, by the number it is told by. */
function mutatedFiles(): ReadonlyMap<string, string> {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [
          ...readFileSync(`lib/${file}`, 'utf8').matchAll(
            /Act_\w+\("(\d+)"\)/g,
          ),
        ].map(
          ([, mutant = '']) => [mutant, file.slice(0, -'.ts'.length)] as const,
        ),
      ),
  );
}
