import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const file = join(import.meta.dirname, "type-cost.input.ts");
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
  lib: ["lib.es2023.d.ts", "lib.webworker.d.ts"],
  types: [],
};
const host = ts.createCompilerHost(options);
const parsed = new Map<string, ts.SourceFile | undefined>();

function programOf(text: string, more: ts.CompilerOptions = {}): ts.Program {
  const getSourceFile: ts.CompilerHost["getSourceFile"] = (name, version) => {
    if (name === file) return ts.createSourceFile(name, text, version);
    if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, version));
    return parsed.get(name);
  };
  const fileExists = (name: string): boolean => name === file || host.fileExists(name);
  return ts.createProgram([file], { ...options, ...more }, { ...host, getSourceFile, fileExists });
}

function problemsOf(program: ts.Program): readonly string[] {
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText, file: at }) => `${at?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

/** Instantiations of a module that is not on disk, all of its imports included. */
function instantiations(text: string): number {
  const program = programOf(text);
  expect(program.getSemanticDiagnostics(program.getSourceFile(file))).toEqual([]);
  // Not in the declarations of the compiler, though tsc --extendedDiagnostics prints it.
  return (program as ts.Program & { getInstantiationCount(): number }).getInstantiationCount();
}

/** What one more statement costs, once the first has paid for what they share. */
function costOf(head: string, statement: (index: number) => string): number {
  const make = (count: number): string =>
    [head, ...Array.from({ length: count }, (_, index) => statement(index))].join("\n");
  return (instantiations(make(60)) - instantiations(make(10))) / 50;
}

const HEAD =
  'import { createClient } from "./index.ts";\nconst client = createClient({ url: "", projectId: "", apiKey: "" });';

test.each<[name: string, call: (index: number) => string]>([
  ["jobs.get", (index) => `client.jobs.get({ jobId: "${index}" })`],
  [
    "jobs.list",
    (index) => `client.jobs.list({ executionStatus: ["running"], paginationLimit: ${index} }, { timeout: 1 })`,
  ],
  [
    "jobs.create",
    (index) =>
      `client.jobs.create({ body: { type: "batch", target: { type: "table", tableName: "T${index}" }, source: { type: "s3", connectionName: "c", inputSchema: [{ name: "a", dataType: "long" }] } } })`,
  ],
  [
    "connections.create",
    (index) =>
      `client.connections.create({ body: { type: "s3", name: "c${index}", bucket: "b", awsEndpoint: "e", awsAssumedRoleArn: "r" } })`,
  ],
  ["jobs.wait", (index) => `client.jobs.wait("${index}", { onProgress: ({ share }) => share })`],
  ["files.upload", (index) => `client.files.upload({ name: "${index}", data: "a" })`],
  ["query.rows", (index) => `client.query.rows<{ n: number }>("SELECT ${index}")`],
])("a call of %s costs at most 25 instantiations", (_, call) => {
  expect(costOf(HEAD, (index) => `export const a${index} = ${call(index)};`)).toBeLessThanOrEqual(25);
});

const ALL = 'export * from "./index.ts";\nexport { validation } from "./validation.ts";';

test.each([
  ["a worker", ["lib.es2023.d.ts", "lib.webworker.d.ts"]],
  ["a page", ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"]],
])("the types are right in %s, without those of Node.js", (_, lib) => {
  expect(problemsOf(programOf(ALL, { lib }))).toEqual([]);
  expect(problemsOf(programOf('import "node:fs";', { lib }))).not.toEqual([]);
});

test("the types need no zod, those of validation included", () => {
  const filesOf = (text: string): readonly string[] =>
    programOf(text)
      .getSourceFiles()
      .map(({ fileName }) => fileName);
  const isZod = (name: string): boolean => /node_modules\/zod\//.test(name);
  expect(filesOf(ALL).filter(isZod)).toEqual([]);
  expect(filesOf('export * from "@starfix/schema/zod";').some(isZod)).toBe(true);
});
