import { expect, test } from "vitest";
import { createIssue } from "../issue.ts";
import { parseText } from "../load/load-document.ts";
import { formatIssues } from "./format-issues.ts";
import { IssueLog } from "./issue-log.ts";

test("text shows the place, the line with a caret, and what to do", () => {
  const document = parseText("a:\n  b: { $ref: '#/x' }\r\n", "api.yaml");
  const log = new IssueLog();
  log.report("unknown_ref", "/a/b/$ref", "expected #/x to exist, found nothing");
  expect(formatIssues(log.located(document), "text")).toBe(
    [
      "api.yaml:2:14 - error unknown_ref: expected #/x to exist, found nothing (at #/a/b/$ref)",
      "  2 |   b: { $ref: '#/x' }",
      "    |              ^",
      "  help: Add the target of the reference, or correct the reference.",
      "",
    ].join("\n"),
  );
});

test("the caret is aligned after tabs", () => {
  const document = parseText('{\n\t"a": 1\n}', "api.json");
  const log = new IssueLog();
  log.report("invalid_document", "/a", "m");
  expect(formatIssues(log.located(document), "text")).toContain('  2 | \t"a": 1\n    | \t     ^\n');
});

test("of a very long line what is around the place is shown", () => {
  const document = parseText(JSON.stringify({ long: "x".repeat(5000), here: 1, rest: "y".repeat(5000) }), "api.json");
  const log = new IssueLog();
  log.report("invalid_document", "/here", "m");
  const [issue] = log.located(document);
  expect(issue?.sourceLine?.text.length).toBeLessThan(200);
  expect(issue?.sourceLine?.text.slice((issue.sourceLine.column ?? 0) - 1)).toMatch(/^1,"rest"/);
});

test("text shows ten of a code and counts the rest; json lists all", () => {
  const position = { file: "api.yaml", line: 1, column: 1 };
  const issues = Array.from({ length: 13 }, (_, index) =>
    createIssue({ code: "unknown_keyword", pointer: `/${index}`, message: "m" }, position),
  );
  const text = formatIssues(issues, "text");
  expect(text.match(/unknown_keyword: m/g)).toHaveLength(10);
  expect(text).toMatch(/and 3 more unknown_keyword; --json lists all\n$/);
  expect(JSON.parse(formatIssues(issues, "json"))).toEqual(issues);
});

test("annotations of GitHub are escaped after the rules of workflow commands", () => {
  const unlocated = { code: "syntax", pointer: "/a,b:c", message: "100%\nbroken" } as const;
  const issue = createIssue(unlocated, { file: "my,api:1.yaml", line: 3, column: 7 });
  expect(formatIssues([issue], "github")).toBe(
    "::error file=my%2Capi%3A1.yaml,line=3,col=7,title=syntax::100%25%0Abroken (at #/a,b:c)%0ACorrect the syntax of the file.\n",
  );
});

test("a log says the same once, in the order of the file, and knows errors from warnings", () => {
  const document = parseText("a: 1\nb: 2\n", "api.yaml");
  const log = new IssueLog();
  log.report("unknown_keyword", "/b", "m");
  log.report("unknown_keyword", "/b", "m");
  log.report("unknown_keyword", "/a", "m");
  expect(log.hasErrors).toBe(false);
  log.throwIfErrors(document);
  expect(log.located(document).map(({ line, severity }) => [line, severity])).toEqual([
    [1, "warning"],
    [2, "warning"],
  ]);
  log.report("unknown_ref", "/b", "gone");
  expect(() => log.throwIfErrors(document)).toThrow("api.yaml:2:4 - unknown_ref: gone (at #/b)");
});
