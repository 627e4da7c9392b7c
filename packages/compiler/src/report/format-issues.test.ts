import { expect, test } from "vitest";
import { issueTexts } from "../generated/issue-texts.gen.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import { formatIssues } from "./format-issues.ts";

const cwd = "/home/ana/project";
const file = `${cwd}/definitions/koalas.ts`;

const filter: CompileIssue<"invalid_filter"> = {
  code: "invalid_filter",
  severity: "error",
  kind: "job",
  name: "koalas",
  pointer: "/filterExpression",
  message: "filter: expected a condition, received a value of type VARCHAR",
  expected: "a condition",
  received: "a value of type VARCHAR",
  text: '"city"',
  position: { file, line: 12, column: 11 },
  endPosition: { file, line: 12, column: 17 },
  sourceLine: `\t.filter('"city"')`,
};
const expression: CompileIssue = {
  code: "invalid_expression",
  severity: "error",
  kind: "job",
  name: "koalas",
  pointer: "/mappings/1/expression",
  message: 'mapping "city": unknown function UPER',
  where: 'mapping "city"',
  reason: "unknown function UPER",
  expected: "a function of Druid",
  received: "UPER",
  text: 'UPER("city")',
  excerpt: 'UPER("city")\n^',
  position: { file, line: 3, column: 1 },
};
const nowhere: CompileIssue = { code: "no_definitions", patterns: ["a/*.ts"], cwd };
const twice: CompileIssue = {
  code: "duplicate_name",
  severity: "error",
  kind: "connection",
  name: "demo",
  pointer: "",
  message: 'two connections are named "demo": rename one of them',
  expected: "a name of its own",
  received: '"demo"',
  earlier: "demo",
  position: { file, line: 2, column: 1 },
  related: [{ file: `${cwd}/definitions/other file.ts`, line: 7, column: 3 }],
};

test("text says what to do about a code once", async () => {
  const text = await formatIssues([filter, expression, filter, expression], "text", { cwd });
  expect(text.match(/^ {2}help: .*$/gm)).toEqual([
    `  help: ${issueTexts.invalid_filter.fix}`,
    `  help: ${issueTexts.invalid_expression.fix}`,
  ]);
  expect(text.match(/error invalid_filter/g)).toHaveLength(2);
});

test("text shows the place, the line with the place marked, and what to do", async () => {
  expect(await formatIssues([filter], "text", { cwd })).toBe(
    [
      'definitions/koalas.ts:12:11 - error invalid_filter: job "koalas": filter: expected a condition, received a value of type VARCHAR',
      `  12 | \t.filter('"city"')`,
      "     | \t         ^~~~~~",
      `  help: ${issueTexts.invalid_filter.fix}`,
      "",
    ].join("\n"),
  );
});

test("text shows SQL where the source cannot show the place, and an issue without a place begins with its code", async () => {
  const text = await formatIssues([expression, nowhere], "text", { cwd });
  expect(text).toContain('  | UPER("city")\n  | ^\n');
  expect(text).toContain("\nerror no_definitions: no file matches a/*.ts");
  const inSource: CompileIssue = { ...expression, inSource: true };
  expect(await formatIssues([inSource], "text", { cwd })).not.toContain("| UPER");
});

test("text is coloured only by the paint that is given", async () => {
  const paint = (style: string, text: string): string => `<${style}>${text}</${style}>`;
  expect(await formatIssues([filter], "text", { cwd, paint })).toContain(
    "<place>definitions/koalas.ts:12:11</place> - <error>error</error> <code>invalid_filter:</code> job",
  );
  expect(await formatIssues([filter], "text", { cwd })).not.toContain("\u001b");
});

test("of a very long line what is around the place is shown", async () => {
  const long: CompileIssue = {
    ...filter,
    position: { file, line: 12, column: 2001 },
    endPosition: { file, line: 12, column: 2005 },
    sourceLine: `${"x".repeat(2000)}here${"y".repeat(2000)}`,
  };
  const [, line = "", marks = ""] = (await formatIssues([long], "text", { cwd })).split("\n");
  expect(line.length).toBeLessThan(200);
  expect(line.slice(marks.indexOf("^"), marks.indexOf("^") + 4)).toBe("here");
  expect(marks.trimEnd()).toMatch(/\^~~~$/);
});

test("text shows ten of a code and counts the rest; json lists all", async () => {
  const issues = Array.from({ length: 13 }, () => filter);
  const text = await formatIssues(issues, "text", { cwd });
  expect(text.match(/error invalid_filter:/g)).toHaveLength(10);
  expect(text).toMatch(/and 3 more invalid_filter; --format json lists all of them\n$/);
  expect(JSON.parse(await formatIssues(issues, "json", { cwd }))).toHaveLength(13);
});

test("json says all that is known, and null for what is not", async () => {
  expect(JSON.parse(await formatIssues([twice, nowhere], "json", { cwd }))).toEqual([
    {
      code: "duplicate_name",
      severity: "error",
      message:
        'connection "demo": two connections are named "demo": rename one of them (see definitions/other file.ts:7:3)',
      help: issueTexts.duplicate_name.fix,
      position: { file: "definitions/koalas.ts", line: 2, column: 1 },
      endPosition: null,
      sourceLine: null,
      detail: null,
      related: [{ file: "definitions/other file.ts", line: 7, column: 3 }],
      definition: { kind: "connection", name: "demo" },
      pointer: "",
    },
    expect.objectContaining({ code: "no_definitions", position: null, definition: null }),
  ]);
});

test("annotations of GitHub are escaped after the rules of workflow commands", async () => {
  const awkward: CompileIssue<"invalid_filter"> = {
    ...filter,
    message: "100%\nbroken",
    position: { file: `${cwd}/a,b:c.ts`, line: 3, column: 7 },
    endPosition: { file: `${cwd}/a,b:c.ts`, line: 3, column: 9 },
  };
  expect(await formatIssues([awkward], "github", { cwd })).toBe(
    `::error file=a%2Cb%3Ac.ts,line=3,col=7,endColumn=9,title=invalid_filter::job "koalas": 100%25%0Abroken%0A${issueTexts.invalid_filter.fix}\n`,
  );
  expect(await formatIssues([nowhere], "github", { cwd })).toMatch(/^::error title=no_definitions::no file matches/);
});

test("a SARIF log has what the format requires, and a rule for each code", async () => {
  const log = JSON.parse(await formatIssues([filter, expression, twice, nowhere], "sarif", { cwd }));
  expect(log).toMatchObject({ version: "2.1.0", runs: [{ tool: { driver: { name: "starfix" } } }] });
  const [{ tool, results }] = log.runs;
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
    "duplicate_name",
    "invalid_expression",
    "invalid_filter",
    "no_definitions",
  ]);
  for (const result of results) {
    expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.message.text).not.toBe("");
  }
  expect(results[0].locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: "definitions/koalas.ts" },
        region: {
          startLine: 12,
          startColumn: 11,
          endLine: 12,
          endColumn: 17,
          snippet: { text: `\t.filter('"city"')` },
        },
      },
    },
  ]);
  expect(results[2].relatedLocations[0].physicalLocation.artifactLocation.uri).toBe("definitions/other%20file.ts");
  expect(results[3].locations).toEqual([]);
});

test("no issues give no text, and an empty list or log", async () => {
  expect(await formatIssues([], "text", { cwd })).toBe("");
  expect(await formatIssues([], "github", { cwd })).toBe("");
  expect(await formatIssues([], "json", { cwd })).toBe("[]\n");
  expect(JSON.parse(await formatIssues([], "sarif", { cwd })).runs[0].results).toEqual([]);
});
