import { RESERVED } from "../names.ts";

/** What functions of generated files call; a local of the same name would hide it. */
const CALLED: ReadonlySet<string> = new Set(["Array", "Number", "Object", "Set", "undefined"]);

/** Names for the constants of one function, each given once. */
export class Locals {
  readonly #taken = new Set<string>();

  constructor(parameter: string) {
    this.#taken.add(parameter);
  }

  /** A name like the one that is wished for. */
  take(wish: string): string {
    const isFit = /^[A-Za-z]\w*$/.test(wish) && !RESERVED.has(wish) && !CALLED.has(wish) && !wish.startsWith("is");
    const base = isFit ? wish : "member";
    let name = base;
    for (let number = 2; this.#taken.has(name); number++) name = `${base}${number}`;
    this.#taken.add(name);
    return name;
  }

  /** Has a name free again after the loop that it was taken for. */
  release(name: string): void {
    this.#taken.delete(name);
  }
}
