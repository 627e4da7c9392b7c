import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

// Instantiations are a count, the same on every machine, so that a change of them is a failing test. docs/decisions/005
// says what the budgets are.
const folder = fileURLToPath(new URL(".", import.meta.url));
const config = ts.readConfigFile(fileURLToPath(new URL("../../../tsconfig.json", import.meta.url)), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(
  config.config,
  ts.sys,
  fileURLToPath(new URL("../../..", import.meta.url)),
);

const INPUT = Array.from({ length: 9 }, (_, i) => `column${i}: "string"`).join(", ");
const HEAD = `
import { batchJob, detailTable, max, s3Connection, timeParse } from "./index.ts";
const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
`;

type Into = (i: number) => string;

const byName: Into = (i) => `"Table${i}", { createIfMissing: true }`;
const declared: Into = (i) => `detailTable("Table${i}").columns({ ${INPUT} }).strict()`;

function job(i: number, mappings: string, into: Into): string {
  return `export const job${i} = batchJob("job${i}").from(demo).uris("s3://demo-bucket/a.json").format("nd-json")
  .input({ timestamp: "string", ${INPUT} }).into(${into(i)}).map(${mappings});\n`;
}

const columns = Array.from({ length: 9 }, (_, i) => i);
const callback = `(c) => ({ __time: timeParse(c.timestamp), ${columns.map((i) => `column${i}: c.column${i}`).join(", ")} })`;
const texts = `{ __time: 'TIME_PARSE("timestamp")', ${columns.map((i) => `column${i}: '"column${i}"'`).join(", ")} }`;

/** Instantiations of one definition more, over eight of them: the first pays for what all share. */
function costOf(mappings: string, into: Into = byName): number {
  const count = (definitions: number): number => {
    const source = HEAD + Array.from({ length: definitions }, (_, i) => job(i, mappings, into)).join("");
    const file = `${folder}type-cost-subject.ts`;
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (name, target, ...rest) =>
      name === file ? ts.createSourceFile(name, source, target) : read(name, target, ...rest);
    const exists = host.fileExists.bind(host);
    host.fileExists = (name) => name === file || exists(name);
    const program = ts.createProgram([file], { ...options, isolatedDeclarations: false, declaration: false }, host);
    program.getSemanticDiagnostics(program.getSourceFile(file));
    return program.getInstantiationCount();
  };
  return Math.round((count(10) - count(2)) / 8);
}

test("what a definition of 10 columns costs in the callback form, in instantiations", () => {
  expect(costOf(callback)).toMatchInlineSnapshot(`93`);
}, 120_000);

test("what a definition of 10 columns costs as SQL text, in instantiations", () => {
  expect(costOf(texts)).toMatchInlineSnapshot(`219`);
}, 120_000);

test("what a misspelt column costs in both forms, in instantiations", () => {
  expect(costOf(callback.replace("c.column5", "c.colum5"))).toMatchInlineSnapshot(`190`);
  expect(costOf(texts.replace('"column5"', '"colum5"'))).toMatchInlineSnapshot(`370`);
}, 120_000);

test("what a definition of 10 columns and its declared table cost together, in instantiations", () => {
  expect(costOf(callback, declared)).toMatchInlineSnapshot(`1128`);
  expect(costOf(texts, declared)).toMatchInlineSnapshot(`976`);
}, 120_000);
