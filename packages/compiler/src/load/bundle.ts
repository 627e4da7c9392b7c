import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Message, type Plugin } from "esbuild";
import type { CompileIssue } from "../issues.ts";

/** Many modules as one, in memory. */
export interface Bundle {
  readonly code: string;
  /** Source map, as JSON; its sources are relative to `outfile`. */
  readonly map: string;
  /** Absolute path that the bundle is made for. */
  readonly outfile: string;
}

export interface BundleOptions {
  readonly cwd: string;
  readonly outfile: string;
  /** Conditions of package exports to honour before the usual ones. */
  readonly conditions: readonly string[];
}

/** Bundles files into one module that exports the namespace of each as `file0`, `file1` …; packages come along. */
export async function bundle(
  files: readonly string[],
  options: BundleOptions,
): Promise<{ readonly bundle: Bundle } | { readonly issues: readonly CompileIssue[] }> {
  const contents = files.map((file, i) => `export * as file${i} from ${JSON.stringify(file)};`).join("\n");
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: options.cwd, sourcefile: "definitions", loader: "ts" },
      absWorkingDir: options.cwd,
      outfile: options.outfile,
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "node20.19",
      sourcemap: "external",
      sourcesContent: false,
      conditions: [...options.conditions],
      banner: { js: requireBanner(options.cwd) },
      define: { "import.meta.url": own.url, "import.meta.dirname": own.dirname, "import.meta.filename": own.filename },
      logLevel: "silent",
      plugins: [ownUrl],
    });
    const find = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
    return { bundle: { code: find(".mjs"), map: find(".map"), outfile: options.outfile } };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { issues: error.errors.map((message) => toIssue(message, options.cwd)) };
  }
}

/** CommonJS packages in an ES module still call `require`, for Node's own modules. On one line, so that lines stay. */
function requireBanner(cwd: string): string {
  const url = JSON.stringify(pathToFileURL(`${cwd}/`).href);
  return `import{createRequire as starfixCreateRequire}from"node:module";const require=starfixCreateRequire(${url});`;
}

/** What stands for `import.meta.…` in a bundle; each file that uses one has constants of these names. */
const own = { url: "starfixOwnUrl", dirname: "starfixOwnDirname", filename: "starfixOwnFilename" };

/** In a bundle all modules would share one `import.meta.url`; a file that reads beside itself needs its own. */
const ownUrl: Plugin = {
  name: "own-url",
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes("import.meta.")) return undefined;
      const values = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path };
      const constants = Object.entries(own).map(
        ([key, name]) => `const ${name}=${JSON.stringify(values[key as keyof typeof own])};`,
      );
      // On the first line, so that the lines of the file stay.
      return { contents: constants.join("") + text, loader: /\.[cm]?ts$/.test(path) ? "ts" : "js" };
    });
  },
};

interface BuildFailure {
  readonly errors: readonly Message[];
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

function toIssue({ text, location, notes }: Message, cwd: string): CompileIssue {
  const hint = notes[0]?.text === undefined ? "" : ` (${notes[0].text})`;
  const message = `${text}${hint}`;
  if (!location) return { code: "invalid_source", message };
  const file = location.file.startsWith("/") ? location.file : `${cwd}/${location.file}`;
  const caret = `${location.lineText}\n${" ".repeat(location.column)}^`;
  const position = { file, line: location.line, column: location.column + 1 };
  return { code: "invalid_source", position, message, line: caret };
}
