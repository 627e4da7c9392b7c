import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Bundle } from "./bundle.ts";

/** A bundle as two files, for as long as it is run and asked about: its code, and beside it its source map. */
export class WrittenBundle implements AsyncDisposable {
  readonly outfile: string;

  private constructor(outfile: string) {
    this.outfile = outfile;
  }

  /** Writes a bundle into the folder it was made for, which is its own. */
  static async write({ code, map, outfile }: Bundle): Promise<WrittenBundle> {
    await mkdir(dirname(outfile), { recursive: true });
    await Promise.all([writeFile(outfile, code), writeFile(mapOf(outfile), map)]);
    return new WrittenBundle(outfile);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(dirname(this.outfile), { recursive: true, force: true });
  }
}

/** The source map of a bundle. */
export function mapOf(outfile: string): string {
  return `${outfile}.map`;
}
