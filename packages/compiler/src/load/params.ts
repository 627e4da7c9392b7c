/** The property of `globalThis` from which `param()` reads the values of parameters. */
export const paramsKey: symbol = Symbol.for("@starfix/dsl/params");

/** The values of parameters. Records the names that are read, to find values that no definition reads. */
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

  /** Names of values that were not read. */
  unused(): readonly string[] {
    return [...this.keys()].filter((name) => !this.asked.has(name));
  }
}
