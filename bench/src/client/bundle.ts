import { build } from "esbuild";

/** One ES module of a text that stands in a folder, for a browser or for Node.js. */
export async function bundle(text: string, folder: string, options: { readonly minify: boolean }): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: folder, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import"],
    target: "es2022",
    logLevel: "silent",
    write: false,
    ...options,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("expected a bundle, received none");
  return file.contents;
}
