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
  take(wish: string): string {
    const isFit = /^[A-Za-z]\w*$/.test(wish) && !RESERVED.has(wish) && !CALLED.has(wish) && !wish.startsWith("is");
    const base = isFit ? wish : "member";
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
