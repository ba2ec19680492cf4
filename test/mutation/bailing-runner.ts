import { TestRunner } from 'vitest';

/**
 * After the first failure Vitest would go on to load every file that is left,
 * with all that it prepares, and only then skip its tests.
 */
export default class BailingRunner extends TestRunner {
  private isOver = false;

  override cancel(): void {
    this.isOver = true;
    super.cancel('test-failure');
  }

  override async importFile(
    ...file: Parameters<TestRunner['importFile']>
  ): Promise<unknown> {
    return this.isOver ? undefined : super.importFile(...file);
  }
}
