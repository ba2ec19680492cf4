const ends: readonly unknown[] = [null, Object.prototype, Function.prototype];

/** Returns an object and its prototypes, without those of all objects. */
export function prototypeChainOf(start: object): object[] {
  const chain: object[] = [];
  for (
    let object: object | null = start;
    object !== null && !ends.includes(object);
    object = Object.getPrototypeOf(object) as object | null
  ) {
    chain.push(object);
  }
  return chain;
}
