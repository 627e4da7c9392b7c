import { expect, test } from "vitest";
import { createDiagnostic } from "../diagnostic.ts";
import { parseText } from "../load/load-document.ts";
import { DiagnosticLog } from "./diagnostic-log.ts";
import { formatDiagnostics } from "./format-diagnostics.ts";

test("text shows the place, the line with a caret, and what to do", () => {
  const document = parseText("a:\n  b: { $ref: '#/x' }\r\n", "api.yaml");
  const log = new DiagnosticLog();
  log.report("unknown_ref", "/a/b/$ref", "expected #/x to lead somewhere, there is nothing");
  expect(formatDiagnostics(log.settle(document), "text")).toBe(
    [
      "api.yaml:2:14 - error unknown_ref: expected #/x to lead somewhere, there is nothing (at #/a/b/$ref)",
      "  2 |   b: { $ref: '#/x' }",
      "    |              ^",
      "  help: Add what is referred to, or mend the reference.",
      "",
    ].join("\n"),
  );
});

test("the caret stands under its place after tabs", () => {
  const document = parseText('{\n\t"a": 1\n}', "api.json");
  const log = new DiagnosticLog();
  log.report("invalid_document", "/a", "m");
  expect(formatDiagnostics(log.settle(document), "text")).toContain('  2 | \t"a": 1\n    | \t     ^\n');
});

test("of a very long line what is around the place is shown", () => {
  const document = parseText(JSON.stringify({ long: "x".repeat(5000), here: 1, rest: "y".repeat(5000) }), "api.json");
  const log = new DiagnosticLog();
  log.report("invalid_document", "/here", "m");
  const [diagnostic] = log.settle(document);
  expect(diagnostic?.sourceLine?.text.length).toBeLessThan(200);
  expect(diagnostic?.sourceLine?.text.slice((diagnostic.sourceLine.column ?? 0) - 1)).toMatch(/^1,"rest"/);
});

test("text shows ten of a code and counts the rest; json lists all", () => {
  const position = { file: "api.yaml", line: 1, column: 1 };
  const diagnostics = Array.from({ length: 13 }, (_, index) =>
    createDiagnostic({ code: "unknown_keyword", pointer: `/${index}`, message: "m" }, position),
  );
  const text = formatDiagnostics(diagnostics, "text");
  expect(text.match(/unknown_keyword: m/g)).toHaveLength(10);
  expect(text).toMatch(/and 3 more unknown_keyword; --json lists all\n$/);
  expect(JSON.parse(formatDiagnostics(diagnostics, "json"))).toEqual(diagnostics);
});

test("annotations of GitHub are escaped after the rules of workflow commands", () => {
  const finding = { code: "syntax", pointer: "/a,b:c", message: "100%\nbroken" } as const;
  const diagnostic = createDiagnostic(finding, { file: "my,api:1.yaml", line: 3, column: 7 });
  expect(formatDiagnostics([diagnostic], "github")).toBe(
    "::error file=my%2Capi%3A1.yaml,line=3,col=7,title=syntax::100%25%0Abroken (at #/a,b:c)%0AMend the file so that it parses.\n",
  );
});

test("a log says the same once, in the order of the file, and knows errors from warnings", () => {
  const document = parseText("a: 1\nb: 2\n", "api.yaml");
  const log = new DiagnosticLog();
  log.report("unknown_keyword", "/b", "m");
  log.report("unknown_keyword", "/b", "m");
  log.report("unknown_keyword", "/a", "m");
  expect(log.hasErrors).toBe(false);
  log.throwIfErrors(document);
  expect(log.settle(document).map(({ line, severity }) => [line, severity])).toEqual([
    [1, "warning"],
    [2, "warning"],
  ]);
  log.report("unknown_ref", "/b", "gone");
  expect(() => log.throwIfErrors(document)).toThrow("api.yaml:2:4 - unknown_ref: gone (at #/b)");
});
