import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type typescript from "typescript";

/** The compilers that generated code must pass. */
export type TypeScriptVersion = "5.9" | "6.0" | "7.0";

export const TYPESCRIPT_VERSIONS: readonly TypeScriptVersion[] = ["5.9", "6.0", "7.0"];

const require = createRequire(import.meta.url);
const packageFolder = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const OPTIONS = {
  strict: true,
  declaration: true,
  isolatedDeclarations: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  // Generated files include declarations.
  skipLibCheck: false,
  target: "es2022",
  types: [],
};
const MODULES = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
} as const;

export interface TypecheckOptions {
  /** @default "6.0" */
  readonly version?: TypeScriptVersion;
  /** @default "nodenext" */
  readonly modules?: keyof typeof MODULES;
}

/** A folder inside the package, so that generated files find zod; it is deleted after the test. */
export async function projectFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const root = join(packageFolder, ".tmp");
  await mkdir(root, { recursive: true });
  const path = await mkdtemp(join(root, "project-"));
  await writeFile(join(path, "package.json"), '{ "type": "module" }\n');
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** The errors that a compiler finds in the files of a folder, each as `file:line: message`, sorted. */
export async function typecheckFolder(
  folder: string,
  files: readonly string[],
  { version = "6.0", modules = "nodenext" }: TypecheckOptions = {},
): Promise<string[]> {
  const compilerOptions = { ...OPTIONS, ...MODULES[modules], noEmit: true };
  const config = join(folder, `tsconfig.${modules}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions, files }));
  const errors = version === "7.0" ? await checkByProcess(config) : checkByApi(version, config, folder);
  return errors.sort();
}

/** The errors in a module, given by its text, that imports the generated files of a folder. */
export async function typecheckUsage(folder: string, text: string): Promise<string[]> {
  await writeFile(join(folder, "usage.ts"), text);
  return await typecheckFolder(folder, ["usage.ts"]);
}

/** The errors that a compiler finds in files given by their text. */
export async function typecheck(
  files: Readonly<Record<string, string>>,
  options: TypecheckOptions = {},
): Promise<string[]> {
  await using folder = await projectFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  return await typecheckFolder(folder.path, Object.keys(files), options);
}

function checkByApi(version: "5.9" | "6.0", config: string, folder: string): string[] {
  // Both releases have the parts of the API used here, with the same types.
  const ts = require(version === "5.9" ? "typescript-5.9" : "typescript") as typeof typescript;
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(json, ts.sys, folder);
  const program = ts.createProgram(fileNames, options);
  return [...errors, ...ts.getPreEmitDiagnostics(program)].map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
    if (!diagnostic.file || diagnostic.start === undefined) return message;
    const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    return `${diagnostic.file.fileName.slice(folder.length + 1)}:${line + 1}: ${message}`;
  });
}

async function checkByProcess(config: string): Promise<string[]> {
  const compiler = join(dirname(require.resolve("typescript-7.0/package.json")), "bin/tsc");
  const output = await new Promise<string>((done, fail) => {
    execFile(
      process.execPath,
      [compiler, "-p", config, "--pretty", "false"],
      { cwd: dirname(config), maxBuffer: 64 << 20 },
      // It exits with 1 or 2 when it finds errors; any other failure means that it did not start.
      (error, stdout, stderr) => (error && typeof error.code !== "number" ? fail(error) : done(stdout + stderr)),
    );
  });
  return output
    .split("\n")
    .filter((line) => line.includes("error TS"))
    .map((line) => line.replace(/\((\d+),\d+\): error TS\d+: /, ":$1: "));
}
