import { readFile } from "node:fs/promises";
import { embedRuntime, type Runtime } from "./embed-runtime.ts";

/** A generated file of this package, and what it must hold. */
export interface EmbeddedFile {
  readonly url: URL;
  readonly text: string;
  readonly isStale: boolean;
}

const targets = new URL("../targets/", import.meta.url);

const RUNTIMES: readonly Runtime[] = [
  { folder: new URL("builders/runtime/", targets), modules: ["builder"], constant: "BUILDER_RUNTIME" },
  {
    folder: new URL("operations/runtime/", targets),
    modules: ["operation-request", "serialise", "encode-body", "fetch-transport", "validating-transport"],
    constant: "OPERATIONS_RUNTIME",
  },
];

/** Embeds every runtime and compares it with the file that is there. */
export async function embeddedFiles(runtimes: readonly Runtime[] = RUNTIMES): Promise<readonly EmbeddedFile[]> {
  return await Promise.all(
    runtimes.map(async (runtime) => {
      const url = new URL("../generated/runtime-text.gen.ts", runtime.folder);
      const [text, present] = await Promise.all([
        embedRuntime(runtime),
        readFile(url, "utf8").catch((error: NodeJS.ErrnoException) => {
          if (error.code === "ENOENT") return undefined;
          throw error;
        }),
      ]);
      return { url, text, isStale: present !== text };
    }),
  );
}
