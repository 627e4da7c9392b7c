import { join } from "node:path";
import ts from "typescript";
import { measuredRow, type ResultRow } from "../result-row.ts";
import { BUDGETS } from "./budgets.ts";
import type { Subject } from "./subjects.ts";

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
};

const ROWS = [
  ["client.types.get", "getCall"],
  ["client.types.create", "createCall"],
] as const;

/** Instantiations of one more call, once the first has paid for what all share. */
export function typeRows(subjects: readonly Subject[], folder: string): readonly ResultRow[] {
  const count = counter(folder);
  for (const { name, head } of subjects) {
    // Types that could not be loaded would cost nothing.
    if (!isRefused(() => count(`${head}\nexport const wrong: number = ${name === "hey-api" ? "getJob" : "client"};`)))
      throw new Error(`expected ${name} to have types, received any`);
  }
  return ROWS.map(([name, call]) => {
    const notes: string[] = [];
    const costOf = (subject: Subject): number | null => {
      const textOf = (calls: number): string =>
        [
          subject.head,
          ...Array.from({ length: calls }, (_, index) => `export const a${index} = ${subject[call](index)};`),
        ].join("\n");
      try {
        return (count(textOf(60)) - count(textOf(10))) / 50;
      } catch (error) {
        if (subject.name === "starfix") throw error;
        notes.push(`${subject.name} refuses the call: ${(error as Error).message}`);
        return null;
      }
    };
    const costs = subjects.map((subject) => [subject.name, costOf(subject)] as const);
    const { starfix, ...peers }: Record<string, number | null> = Object.fromEntries(costs);
    return measuredRow({ name, value: starfix ?? 0, unit: "instantiations", budget: BUDGETS.get(name), peers, notes });
  });
}

function isRefused(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}

function counter(folder: string): (text: string) => number {
  const host = ts.createCompilerHost(OPTIONS);
  const parsed = new Map<string, ts.SourceFile | undefined>();
  const file = join(folder, "calls.ts");
  return (text) => {
    const getSourceFile: ts.CompilerHost["getSourceFile"] = (name, version) => {
      if (name === file) return ts.createSourceFile(name, text, version);
      if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, version));
      return parsed.get(name);
    };
    const fileExists = (name: string): boolean => name === file || host.fileExists(name);
    const program = ts.createProgram([file], OPTIONS, { ...host, getSourceFile, fileExists });
    const [problem] = program.getSemanticDiagnostics(program.getSourceFile(file));
    if (problem !== undefined) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, "\n"));
    // Not in the declarations of the compiler, though tsc --extendedDiagnostics prints it.
    return (program as ts.Program & { getInstantiationCount(): number }).getInstantiationCount();
  };
}
