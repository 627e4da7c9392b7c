import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Bundle } from "./bundle.ts";

/** The code of a bundle as a file, for as long as it is run. */
export class WrittenBundle implements Disposable {
  readonly outfile: string;

  /** Writes a bundle into the folder it was made for, which is its own. */
  constructor({ code, outfile }: Bundle) {
    mkdirSync(dirname(outfile), { recursive: true });
    writeFileSync(outfile, code);
    this.outfile = outfile;
  }

  [Symbol.dispose](): void {
    rmSync(dirname(this.outfile), { recursive: true, force: true });
  }
}
