import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Bundle } from "./bundle.ts";

/** The code of a bundle as a file, until it is disposed. */
export class WrittenBundle implements Disposable {
  readonly outfile: string;

  /** Writes a bundle to its outfile, in a folder of its own. */
  constructor({ code, outfile }: Bundle) {
    mkdirSync(dirname(outfile), { recursive: true });
    writeFileSync(outfile, code);
    this.outfile = outfile;
  }

  [Symbol.dispose](): void {
    rmSync(dirname(this.outfile), { recursive: true, force: true });
  }
}
