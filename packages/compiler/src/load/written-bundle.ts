import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Bundle } from "./bundle.ts";

/** The code of a bundle as a file, for as long as it is run. */
export class WrittenBundle implements AsyncDisposable {
  readonly outfile: string;

  private constructor(outfile: string) {
    this.outfile = outfile;
  }

  /** Writes a bundle into the folder it was made for, which is its own. */
  static async write({ code, outfile }: Bundle): Promise<WrittenBundle> {
    await mkdir(dirname(outfile), { recursive: true });
    await writeFile(outfile, code);
    return new WrittenBundle(outfile);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(dirname(this.outfile), { recursive: true, force: true });
  }
}
