import { RESERVED } from "../names.ts";

/** Globals that generated functions use; a local variable must not shadow them. */
const CALLED: ReadonlySet<string> = new Set(["Array", "Number", "Object", "Set", "undefined"]);

/** Unique names for the local variables of one function. */
export class Locals {
  readonly #taken = new Set<string>();

  constructor(parameter: string) {
    this.#taken.add(parameter);
  }

  /** A unique name, similar to the given one. */
  take(preferred: string): string {
    const isFit =
      /^[A-Za-z]\w*$/.test(preferred) &&
      !RESERVED.has(preferred) &&
      !CALLED.has(preferred) &&
      !preferred.startsWith("is");
    const base = isFit ? preferred : "member";
    let name = base;
    for (let number = 2; this.#taken.has(name); number++) name = `${base}${number}`;
    this.#taken.add(name);
    return name;
  }

  /** Makes a name available again after its loop. */
  release(name: string): void {
    this.#taken.delete(name);
  }
}
