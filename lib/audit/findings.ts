/** Collects what the boot audit finds, each sentence once. */
export class Findings {
  /** Mistakes that refuse the boot, whatever is configured. */
  readonly mistakes = new Set<string>();
  /** Decorators that no guard checks: `unguardedRoutes` decides about these. */
  readonly unguardedRoutes = new Set<string>();

  mistake(sentence: string): void {
    this.mistakes.add(sentence);
  }

  unguarded(sentence: string): void {
    this.unguardedRoutes.add(sentence);
  }
}
