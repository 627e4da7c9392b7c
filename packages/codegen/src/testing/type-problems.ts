import { join } from "node:path";
import ts from "typescript";

/** The strictest options that generated code has to stand, under a plain library with fetch. */
const STRICTEST: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  declaration: true,
  isolatedDeclarations: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  skipLibCheck: true,
  types: [],
};

/** What TypeScript says about a module in a folder that is not on disk, and about what it imports from there. */
export function typeProblems(folder: string, text: string): readonly string[] {
  const file = join(folder, "usage.ts");
  const host = ts.createCompilerHost(STRICTEST);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, text, version) : getSourceFile(name, version);
  host.fileExists = (name) => name === file || fileExists(name);
  const program = ts.createProgram([file], STRICTEST, host);
  return program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(folder))
    .flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
      ...program.getDeclarationDiagnostics(source),
    ])
    .map(({ file: source, start = 0, messageText }) => {
      const line = source ? source.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${source?.fileName.slice(folder.length + 1)}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}
