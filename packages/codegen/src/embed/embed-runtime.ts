import { readFile } from "node:fs/promises";
import ts from "typescript";

/** Modules of one folder that generated code comes with. */
export interface Runtime {
  readonly folder: URL;
  /** Names of the modules, without `.ts`, in the order in which they are joined. */
  readonly modules: readonly string[];
  /** Name that the two constants begin with. */
  readonly constant: string;
}

/**
 * Joins modules to one and gives the text of a module that holds it as `<constant>_JS` and `<constant>_DTS`: codegen
 * writes the runtime next to the generated code, and is itself bundled without these files.
 *
 * @throws Error when a module imports one outside of its folder, or exports something without a type.
 */
export async function embedRuntime({ folder, modules, constant }: Runtime): Promise<string> {
  const texts = await Promise.all(modules.map((name) => readFile(new URL(`${name}.ts`, folder), "utf8")));
  const text = texts.map((each) => each.replace(/^import [^;]+ from "\.\/[^"]+";\n/gm, "").trim()).join("\n\n");
  if (/^import /m.test(text)) throw new Error("expected modules that import each other only");
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, strict: true };
  const js = ts.transpileModule(text, { compilerOptions }).outputText;
  const declaring = { compilerOptions: { ...compilerOptions, isolatedDeclarations: true } };
  const { outputText: dts, diagnostics = [] } = ts.transpileDeclaration(text, declaring);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ messageText }) => String(messageText)).join("\n"));
  return [
    "// Generated from ../runtime by `npm run embed` in packages/codegen. Do not edit.",
    "",
    "/** The runtime as JavaScript. */",
    `export const ${constant}_JS: string = ${literal(js)};`,
    "",
    "/** The declarations of the runtime. */",
    `export const ${constant}_DTS: string = ${literal(dts)};`,
    "",
  ].join("\n");
}

function literal(text: string): string {
  return `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
}
