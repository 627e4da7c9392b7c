import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UserError } from "../user-error.ts";

/** A compiler of TypeScript that a project has installed. */
export interface TypeScript {
  /** What it is called in messages: `typescript 7.0.2`. */
  readonly name: string;
  /** Path of the script that Node runs. */
  readonly program: string;
}

/** The native compiler first: from version 7 on it is `typescript` itself, and before that a preview of it. */
const candidates = [
  { name: "typescript", program: "tsc", accepts: (version: string) => Number.parseInt(version, 10) >= 7 },
  { name: "@typescript/native-preview", program: "tsgo", accepts: () => true },
  { name: "typescript", program: "tsc", accepts: () => true },
];

/** Finds the compiler that a folder's own packages enter. Throws a UserError when there is none. */
export async function findTypeScript(folder: string): Promise<TypeScript> {
  const require = createRequire(join(folder, "package.json"));
  for (const { name, program, accepts } of candidates) {
    const file = pathOf(`${name}/package.json`, require);
    if (file === undefined) continue;
    const manifest: { readonly version?: string; readonly bin?: Readonly<Record<string, string>> } = JSON.parse(
      await readFile(file, "utf8"),
    );
    const script = manifest.bin?.[program];
    if (script === undefined || !accepts(manifest.version ?? "")) continue;
    return { name: `${name} ${manifest.version}`, program: join(dirname(file), script) };
  }
  throw new UserError(
    `no TypeScript is installed in ${folder} or above it: --types needs it; \`npm install -D typescript\` adds it`,
  );
}

function pathOf(id: string, require: NodeJS.Require): string | undefined {
  try {
    return require.resolve(id);
  } catch (error) {
    // Node has two codes for a missing module.
    const { code } = error as NodeJS.ErrnoException;
    if (code === "MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return undefined;
    throw error;
  }
}
