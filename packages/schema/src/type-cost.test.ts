import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const folder = dirname(fileURLToPath(import.meta.url));
const file = join(folder, "type-cost.input.ts");
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  customConditions: ["@starfix/source"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  types: [],
};
const host = ts.createCompilerHost(options);
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Instantiations of a module that is not on disk, all of its imports included. */
function instantiations(text: string): number {
  const getSourceFile: ts.CompilerHost["getSourceFile"] = (name, version) => {
    if (name === file) return ts.createSourceFile(name, text, version);
    if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, version));
    return parsed.get(name);
  };
  const fileExists = (name: string): boolean => name === file || host.fileExists(name);
  const program = ts.createProgram([file], options, { ...host, getSourceFile, fileExists });
  const problems = program.getSemanticDiagnostics(program.getSourceFile(file));
  expect(problems.map(({ messageText }) => messageText)).toEqual([]);
  // Not in the declarations of the compiler, though tsc --extendedDiagnostics prints it.
  return (program as ts.Program & { getInstantiationCount(): number }).getInstantiationCount();
}

/** What one more statement costs, once the first has paid for what they share. */
function costOf(head: string, statement: (index: number) => string): number {
  const make = (count: number): string =>
    [head, ...Array.from({ length: count }, (_, index) => statement(index))].join("\n");
  return (instantiations(make(60)) - instantiations(make(10))) / 50;
}

test("a call of an operation costs at most 25 instantiations", () => {
  const head =
    'import { createJob, getJob, listJobs, type Transport } from "./operations.ts";\ndeclare const t: Transport;';
  const calls = [
    (index: number) => `export const a${index} = getJob(t, { jobId: "${index}" });`,
    (index: number) =>
      `export const a${index} = listJobs(t, { executionStatus: ["running"], paginationLimit: ${index} });`,
    (index: number) =>
      `export const a${index} = createJob(t, { body: { type: "batch", target: { type: "table", tableName: "T${index}" }, source: { type: "s3", connectionName: "c", inputSchema: [{ name: "a", dataType: "long" }] } } });`,
  ];
  for (const call of calls) expect(costOf(head, call)).toBeLessThanOrEqual(25);
});
