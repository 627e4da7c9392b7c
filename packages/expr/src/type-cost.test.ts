import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const FILE = fileURLToPath(new URL("./type-cost.virtual.ts", import.meta.url));
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  types: [],
};

const parsed = new Map<string, ts.SourceFile | undefined>();

/** Checks a text as a file of this folder: what was wrong, and the instantiations that its checking took. */
function check(text: string): { readonly messages: readonly string[]; readonly instantiations: number } {
  const host = ts.createCompilerHost(OPTIONS);
  const read = host.getSourceFile.bind(host);
  host.fileExists = (name) => name === FILE || ts.sys.fileExists(name);
  host.getSourceFile = (name, target) => {
    if (name === FILE) return ts.createSourceFile(name, text, target, true);
    if (!parsed.has(name)) parsed.set(name, read(name, target));
    return parsed.get(name);
  };
  const program = ts.createProgram([FILE], OPTIONS, host);
  const file = program.getSourceFile(FILE);
  const messages = program
    .getSemanticDiagnostics(file)
    .map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n"));
  return { messages, instantiations: program.getInstantiationCount() };
}

const names = Array.from({ length: 10 }, (_, index) => `column_${index}`);
const callbackHead = `import { columns, max } from "./index.ts";
const c = columns({ ${names.map((name) => `${name}: "long"`).join(", ")} });\n`;
const sqlHead = `import type { CheckedSql } from "./index.ts";
type Known = ${names.map((name) => `"${name}"`).join(" | ")};
declare function map<TSql extends string>(sql: TSql & CheckedSql<NoInfer<TSql>, Known>): void;\n`;

test("a call in the callback form costs at most 5 instantiations, reading its column at most 7", () => {
  const head = check(callbackHead);
  const columns = check(callbackHead + names.map((name) => `c.${name};`).join("\n"));
  const calls = check(callbackHead + names.map((name) => `max(c.${name});`).join("\n"));
  expect(calls.messages).toEqual([]);
  const each = (calls.instantiations - columns.instantiations) / names.length;
  expect(each).toBeGreaterThan(0);
  expect(each).toBeLessThanOrEqual(5);
  expect((columns.instantiations - head.instantiations) / names.length).toBeLessThanOrEqual(7);
});

test("a call that fits several types to each other costs a fixed number of instantiations", () => {
  const head = `import { add, and, caseWhen, cast, coalesce, columns, eq, isIn, sum } from "./index.ts";
const c = columns({ ${names.map((name) => `${name}: "long"`).join(", ")} });\n`;
  const read = check(head + names.map((name) => `c.${name};`).join("\n"));
  const cost = (call: (column: string) => string): number => {
    const { messages, instantiations } = check(head + names.map((name) => `${call(`c.${name}`)};`).join("\n"));
    expect(messages).toEqual([]);
    return (instantiations - read.instantiations) / names.length;
  };
  expect({
    sum: cost((column) => `sum(${column})`),
    eq: cost((column) => `eq(${column}, 1)`),
    isIn: cost((column) => `isIn(${column}, [1, 2])`),
    and: cost((column) => `and(eq(${column}, 1), eq(${column}, 2))`),
    cast: cost((column) => `cast(${column}, "VARCHAR")`),
    add: cost((column) => `add(${column}, 1)`),
    coalesce: cost((column) => `coalesce(${column}, 0)`),
    caseWhen: cost((column) => `caseWhen(eq(${column}, 1), "one").else("more")`),
  }).toMatchInlineSnapshot(`
    {
      "add": 5,
      "and": 23.3,
      "caseWhen": 23.4,
      "cast": 3,
      "coalesce": 16,
      "eq": 7.6,
      "isIn": 8.1,
      "sum": 0.5,
    }
  `);
});

test("ten mappings as SQL strings cost at most 1,000 instantiations, right or misspelt", () => {
  const base = check(sqlHead);
  const right = check(sqlHead + names.map((name) => `map('COALESCE(MAX("${name}"), 0)');`).join("\n"));
  const wrong = check(sqlHead + names.map((name) => `map('COALESCE(MAX("${name}x"), 0)');`).join("\n"));
  expect(right.messages).toEqual([]);
  expect(wrong.messages).toHaveLength(10);
  expect(wrong.messages[0]).toContain('UnknownColumn<"column_0x", Known>');
  expect(right.instantiations - base.instantiations).toBeGreaterThan(0);
  expect(right.instantiations - base.instantiations).toBeLessThanOrEqual(1000);
  expect(wrong.instantiations - base.instantiations).toBeLessThanOrEqual(1000);
});
