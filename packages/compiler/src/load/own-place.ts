import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";

/** Names that replace `import.meta.…` in a bundle. Each file that uses one gets constants of these names. */
const own = { url: "starfixOwnUrl", dirname: "starfixOwnDirname", filename: "starfixOwnFilename" };

export const ownPlaceDefines: Readonly<Record<string, string>> = {
  "import.meta.url": own.url,
  "import.meta.dirname": own.dirname,
  "import.meta.filename": own.filename,
};

/** Whether a file of a bundle uses `import.meta`. Few do, and the plugin makes esbuild ask this process for every file. */
export function usesOwnPlace(code: Uint8Array): boolean {
  return Buffer.from(code.buffer, code.byteOffset, code.byteLength).includes("starfixOwn");
}

/** Gives each file its own `import.meta.url`, which all modules of a bundle would share otherwise. */
export const ownPlacePlugin: Plugin = {
  name: "own-place",
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/, namespace: "file" }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes("import.meta.")) return undefined;
      const values = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path };
      const constants = Object.entries(own).map(
        ([key, name]) => `const ${name}=${JSON.stringify(values[key as keyof typeof own])};`,
      );
      // On the first line, so that line numbers stay.
      return { contents: constants.join("") + text, loader: /\.[cm]?ts$/.test(path) ? "ts" : "js" };
    });
  },
};
