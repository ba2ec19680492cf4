/** Collects the findings of the boot audit, each sentence once. */
export class Findings {
  /** Mistakes that always refuse the boot. No option allows them. */
  readonly mistakes = new Set<string>();
  /** Decorators that no guard enforces. The option `unguardedRoutes` applies to them. */
  readonly unguardedRoutes = new Set<string>();

  mistake(sentence: string): void {
    this.mistakes.add(sentence);
  }

  unguarded(sentence: string): void {
    this.unguardedRoutes.add(sentence);
  }
}
