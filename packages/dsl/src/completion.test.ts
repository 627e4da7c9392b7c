import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const config = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
const file = fileURLToPath(new URL("completion-subject.ts", import.meta.url));

const HEAD = `
import { aggregateTable, batchJob, deleteDataJob, detailTable, inline, kafkaConnection, s3Connection, sqlJob, streamingJob, tableSource } from "./index.ts";
const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
`;

let text = "";
let version = 0;
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: (name) => (name === file ? String(version) : "0"),
  getScriptSnapshot: (name) => {
    const read = name === file ? text : ts.sys.readFile(name);
    return read === undefined ? undefined : ts.ScriptSnapshot.fromString(read);
  },
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: ts.sys.readFile,
});

/** What an editor lists behind an expression. */
function completionsAfter(expression: string): readonly string[] {
  text = `${HEAD}${expression}`;
  version++;
  const found = service.getCompletionsAtPosition(file, text.length, { includeCompletionsWithInsertText: true });
  return (found?.entries ?? []).map(({ name }) => name);
}

test("behind the dot of a job stand its methods and nothing else", () => {
  expect(completionsAfter('batchJob("a").from(demo).').toSorted()).toEqual([
    "allow",
    "append",
    "clusterBy",
    "context",
    "filter",
    "format",
    "from",
    "input",
    "into",
    "map",
    "maxParseExceptions",
    "objects",
    "partitionBy",
    "patch",
    "pattern",
    "prefixes",
    "replace",
    "toNode",
    "uris",
  ]);
}, 60_000);

test("the regions of AWS are completed, and another one is taken too", () => {
  text = `${HEAD}s3Connection("a").region("us-`;
  version++;
  const found = service.getCompletionsAtPosition(file, text.length, {});
  const names = (found?.entries ?? []).map(({ name }) => name);
  expect(names).toContain("us-east-1");
  expect(names).toContain("eu-central-1");
  text = `${HEAD}s3Connection("a").region("us-nowhere-1");`;
  version++;
  expect(service.getSemanticDiagnostics(file)).toEqual([]);
}, 60_000);

test.each([
  "demo.",
  'kafkaConnection("a").topic("t").',
  'streamingJob("a").',
  'sqlJob("a").',
  'deleteDataJob("a").',
  'detailTable("T").columns({ city: "string" }).',
  'aggregateTable("T").',
  'inline("{}").',
  'tableSource("T").',
])(
  "behind %s stands no name that is not for the user",
  (expression) => {
    const names = completionsAfter(expression);
    expect(names.filter((name) => !/^[a-z]\w*$/.test(name))).toEqual([]);
    if (!/^(inline|tableSource)/.test(expression)) expect(names).toContain("allow");
  },
  60_000,
);
