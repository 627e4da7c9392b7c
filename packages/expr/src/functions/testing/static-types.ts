import { fileURLToPath } from "node:url";
import ts from "typescript";
import * as functions from "../index.ts";
import { exampleInput } from "./documented-examples.ts";

/** What TypeScript says of an expression: its SQL type and its use, or why it refuses it. */
export interface StaticType {
  readonly type: string;
  readonly use: "scalar" | "aggregate" | "constant";
  readonly refused?: string;
}

/** What TypeScript says of each expression, in the order given. */
export function staticTypes(all: readonly string[]): readonly StaticType[] {
  const file = fileURLToPath(new URL("../static-types.virtual.ts", import.meta.url));
  const text = [
    `import { ${Object.keys(functions).join(", ")} } from "./index.ts";`,
    'import { columns } from "../columns.ts";',
    `const c = columns(${JSON.stringify(exampleInput)});`,
    ...all.map((one, index) => `const value${index} = ${one};`),
  ].join("\n");
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.fileExists = (name) => name === file || ts.sys.fileExists(name);
  host.getSourceFile = (name, target) =>
    name === file ? ts.createSourceFile(name, text, target, true) : read(name, target);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const refused = new Map<number, string>();
  const head = text.split("\n").length - all.length;
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
    const line = source?.getLineAndCharacterOfPosition(start).line ?? 0;
    refused.set(line - head, ts.flattenDiagnosticMessageText(messageText, " "));
  }
  const shown = new Map<string, readonly string[]>();
  source?.forEachChild((node) => {
    if (!ts.isVariableStatement(node)) return;
    for (const { name } of node.declarationList.declarations) {
      // `Expr<type, use>`, or a class that extends it with the same arguments.
      const args = checker.getTypeArguments(checker.getTypeAtLocation(name) as ts.TypeReference);
      shown.set(
        name.getText(),
        args.map((arg) => checker.typeToString(arg).replaceAll('"', "")),
      );
    }
  });
  return all.map((_, index) => {
    const message = refused.get(index);
    const [type = "", use] = shown.get(`value${index}`) ?? [];
    return {
      type,
      use: use === "scalar" || use === "aggregate" ? use : "constant",
      ...(message === undefined ? {} : { refused: message }),
    };
  });
}
