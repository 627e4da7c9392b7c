import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The type errors of a file, and those that its comments expect. */
export interface TypeRefusals {
  /** `line: message`, the whole message on one line. */
  readonly said: readonly { readonly line: number; readonly message: string }[];
  /** Of each `// @ts-expect-error`: the line of code that follows it, and the text behind it. */
  readonly expected: readonly { readonly line: number; readonly text: string }[];
}

const directive = "// @ts-expect-error";
/** As long as the directive, so that lines and columns stay. */
const plain = "// @ts-expected_err";

/** Checks files without their `// @ts-expect-error`, and reads the texts of these. */
export function typeRefusals(files: readonly string[]): ReadonlyMap<string, TypeRefusals> {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const subjects = new Set(files);
  const read = host.readFile;
  host.readFile = (file) => {
    const text = read.call(host, file);
    return subjects.has(file) ? text?.replaceAll(directive, plain) : text;
  };
  const getSourceFile = host.getSourceFile;
  host.getSourceFile = (file, ...others) =>
    subjects.has(file)
      ? ts.createSourceFile(file, host.readFile(file) ?? "", others[0])
      : getSourceFile.call(host, file, ...others);
  const program = ts.createProgram(files, { ...options, declaration: false, isolatedDeclarations: false }, host);
  return new Map(
    files.map((file) => [file, { said: saidOf(program, file), expected: expectedIn(readFileSync(file, "utf8")) }]),
  );
}

function saidOf(program: ts.Program, file: string): TypeRefusals["said"] {
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`not part of the program: ${file}`);
  return ts.getPreEmitDiagnostics(program, source).map(({ messageText, start = 0 }) => ({
    line: source.getLineAndCharacterOfPosition(start).line + 1,
    message: ts.flattenDiagnosticMessageText(messageText, " ").replaceAll(/\s+/g, " "),
  }));
}

function expectedIn(text: string): TypeRefusals["expected"] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const comment = line.trim();
    return comment.startsWith(directive) ? [{ line: index + 2, text: comment.slice(directive.length).trim() }] : [];
  });
}
