import { build } from "esbuild";

/** One ES module of a TypeScript text, with all that it imports; the text stands in `src`. */
export async function bundle(
  text: string,
  platform: "neutral" | "node" = "neutral",
): Promise<{ readonly text: string; readonly bytes: Uint8Array; readonly inputs: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: text, resolveDir: `${import.meta.dirname}/..`, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    target: "es2022",
    conditions: ["@starfix/source"],
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("expected a bundle");
  return { text: file.text, bytes: file.contents, inputs: Object.keys(metafile.inputs) };
}
