import { readFile } from "node:fs/promises";
import ts from "typescript";

/** Modules that are tested where they stand and generated as text. */
export interface EmbeddedRuntime {
  /** As JavaScript. */
  readonly js: string;
  /** What they declare. */
  readonly dts: string;
  /** The module that holds both as constants named `<constant>_JS` and `<constant>_DTS`. */
  readonly module: string;
}

/** Puts modules together as one, without their imports of each other. */
export async function embedRuntime(folder: URL, names: readonly string[], constant: string): Promise<EmbeddedRuntime> {
  const texts = await Promise.all(names.map((name) => readFile(new URL(`${name}.ts`, folder), "utf8")));
  const text = texts.map((each) => each.replace(/^import [^;]+ from "\.\/[^"]+";\n/gm, "").trim()).join("\n\n");
  if (/^import /m.test(text)) throw new Error("expected modules that import each other only");
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, strict: true };
  const js = ts.transpileModule(text, { compilerOptions }).outputText;
  const declaring = { compilerOptions: { ...compilerOptions, isolatedDeclarations: true } };
  const { outputText: dts, diagnostics = [] } = ts.transpileDeclaration(text, declaring);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ messageText }) => String(messageText)).join("\n"));
  const module = [
    "/** The modules of the folder runtime as one, in JavaScript. */",
    `export const ${constant}_JS: string = ${literal(js)};`,
    "",
    "/** What they declare. */",
    `export const ${constant}_DTS: string = ${literal(dts)};`,
    "",
  ];
  return { js, dts, module: module.join("\n") };
}

function literal(text: string): string {
  return `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
}
