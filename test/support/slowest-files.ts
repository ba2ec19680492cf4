import type { Reporter, TestModule, Vitest } from 'vitest/node';

const shown = 5;

/** Prints the files of a run that took longest, when it has ended. */
export default class SlowestFiles implements Reporter {
  private vitest!: Vitest;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const slowest = modules
      .map((module) => ({ module, seconds: secondsOf(module) }))
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, shown);
    this.vitest.logger.log('\nThe slowest files:');
    for (const { module, seconds } of slowest) {
      const { relativeModuleId, project } = module;
      this.vitest.logger.log(
        `${seconds.toFixed(1).padStart(7)} s  ${relativeModuleId} (${project.name})`,
      );
    }
  }
}

/** The time for a file's imports, hooks and tests. */
function secondsOf(module: TestModule): number {
  const { setupDuration, collectDuration, duration } = module.diagnostic();
  return (setupDuration + collectDuration + duration) / 1000;
}
