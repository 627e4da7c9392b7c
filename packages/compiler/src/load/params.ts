/** Where definitions look for the values of their parameters: the property of `globalThis` that `param()` reads. */
export const paramsKey: symbol = Symbol.for("@starfix/dsl/params");

/** The values of parameters. Remembers which were asked for, so that one that nobody reads is found. */
export class Params extends Map<string, string> {
  readonly asked: Set<string> = new Set();

  override get(name: string): string | undefined {
    this.asked.add(name);
    return super.get(name);
  }

  override has(name: string): boolean {
    this.asked.add(name);
    return super.has(name);
  }

  /** Names of values that nobody asked for. */
  unused(): readonly string[] {
    return [...this.keys()].filter((name) => !this.asked.has(name));
  }
}
