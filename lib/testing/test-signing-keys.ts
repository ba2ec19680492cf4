import { TestSigningKey, type TestKeySet } from './test-signing-key.js';

/** A user pool signs its two kinds of tokens with two keys. */
export class TestSigningKeys {
  private constructor(
    readonly id: TestSigningKey,
    readonly access: TestSigningKey,
    private readonly former: readonly TestSigningKey[],
  ) {}

  /** Two fresh keys, published together with those of `former`. */
  static async generate(former?: TestSigningKeys): Promise<TestSigningKeys> {
    const [id, access] = await Promise.all([
      TestSigningKey.generate(),
      TestSigningKey.generate(),
    ]);
    return new TestSigningKeys(id, access, former?.published ?? []);
  }

  keySet(): TestKeySet {
    return { keys: this.published.map((key) => key.jwk()) };
  }

  private get published(): readonly TestSigningKey[] {
    return [this.id, this.access, ...this.former];
  }
}
