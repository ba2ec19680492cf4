import { TestSigningKey, type TestKeySet } from './test-signing-key.js';

/** Holds the two keys of a user pool, one for each kind of token. */
export class TestSigningKeys {
  private constructor(
    readonly id: TestSigningKey,
    readonly access: TestSigningKey,
    private readonly previous: readonly TestSigningKey[],
  ) {}

  /** Generates two keys and publishes them together with those of `previous`. */
  static async generate(previous?: TestSigningKeys): Promise<TestSigningKeys> {
    const [id, access] = await Promise.all([
      TestSigningKey.generate(),
      TestSigningKey.generate(),
    ]);
    return new TestSigningKeys(id, access, previous?.published ?? []);
  }

  keySet(): TestKeySet {
    return { keys: this.published.map((key) => key.jwk()) };
  }

  private get published(): readonly TestSigningKey[] {
    return [this.id, this.access, ...this.previous];
  }
}
