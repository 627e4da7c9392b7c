import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { UserError } from "../user-error.ts";

const BLOCK = 512;

/**
 * Unpacks a tarball as npm makes it into a folder: its files without their first folder, `package/`. Links and all else that
 * a package cannot hold are left out.
 *
 * @see https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
export async function readTarball(file: string, folder: string): Promise<void> {
  const bytes = await readFile(file)
    .then((packed) => promisify(gunzip)(packed))
    .catch((cause: unknown) => {
      throw new UserError(`${file} is no package: expected a tarball as npm pack makes it`, { cause });
    });
  let count = 0;
  for (const { path, content } of entriesOf(bytes, file)) {
    const parts = path.split("/").slice(1);
    if (parts.length === 0 || parts.some((part) => part === ".." || part === "" || /[\\:\0]/.test(part))) {
      throw new UserError(
        `${file} holds ${JSON.stringify(path)}, which is no path of a package: expected files below package/`,
      );
    }
    const target = join(folder, ...parts);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    count++;
  }
  if (count === 0) throw new UserError(`${file} is no package: expected files in it, received none`);
}

interface Entry {
  readonly path: string;
  readonly content: Uint8Array;
}

function* entriesOf(bytes: Buffer, file: string): Generator<Entry> {
  let longPath: string | undefined;
  for (let offset = 0; offset + BLOCK <= bytes.length && bytes[offset] !== 0; ) {
    const header = bytes.subarray(offset, offset + BLOCK);
    const size = Number.parseInt(textAt(header, 124, 12), 8);
    const end = offset + BLOCK + size;
    if (!(size >= 0) || end > bytes.length) throw new UserError(`${file} ends too soon: download or pack it anew`);
    const content = bytes.subarray(offset + BLOCK, end);
    const type = textAt(header, 156, 1);
    // A header before the file may hold its path, which has no room in the file's own.
    if (type === "x") longPath = /\d+ path=([^\n]+)\n/.exec(content.toString())?.[1];
    else if (type === "L") longPath = content.toString().replace(/\0.*$/s, "");
    else if (type !== "g") {
      const prefix = textAt(header, 345, 155);
      const path = longPath ?? (prefix === "" ? "" : `${prefix}/`) + textAt(header, 0, 100);
      longPath = undefined;
      if (type === "0" || type === "") yield { path, content };
    }
    offset = end + ((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

/** A text of a header, up to the first zero byte. */
function textAt(header: Buffer, start: number, length: number): string {
  return header
    .subarray(start, start + length)
    .toString()
    .replace(/\0.*$/s, "")
    .trim();
}
