import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the catalogue's next version could be. */
export interface NextCatalog {
  readonly version: string;
  /** Texts of the file that declares the tables, and what they become. */
  readonly tables: ReadonlyMap<string, string>;
}

/** Whoever fills or reads the column of the orders can do so no more. */
export const breaking: NextCatalog = {
  version: "2.0.0",
  tables: new Map([[' country: "string", amount: "double"', ' amount: "double"']]),
};

/** A column more, and a description: nobody's definitions say less than they did. */
export const harmless: NextCatalog = {
  version: "1.1.0",
  tables: new Map([
    ['amount: "double" })', 'amount: "double", voucher: "string" })'],
    ["Orders of all", "All orders of all"],
  ]),
};

/** Makes a copy of the catalogue, before it is built, a later version of it. */
export async function makeNext(folder: string, { version, tables }: NextCatalog): Promise<void> {
  const [file, manifest] = [join(folder, "src/definitions/tables.ts"), join(folder, "package.json")];
  let source = await readFile(file, "utf8");
  for (const [before, after] of tables) {
    if (!source.includes(before))
      throw new Error(`${file}: expected ${JSON.stringify(before)} in it, which is to change`);
    source = source.replace(before, after);
  }
  await writeFile(file, source);
  await writeFile(manifest, JSON.stringify({ ...JSON.parse(await readFile(manifest, "utf8")), version }, null, 2));
}
