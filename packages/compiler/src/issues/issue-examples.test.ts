import * as dsl from "@starfix/dsl";
import { expect, test } from "vitest";
import { temporaryProject } from "../testing/temporary-project.ts";
import { type IssueCode, issueCodes, issueTable } from "./compile-issue.ts";

/** Examples leave out the imports, and this connection to read from. */
const demo = `export const demo = s3Connection("demo-conn").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/demo-role");\n`;

/** What one definition file cannot show; other tests do. */
const elsewhere: ReadonlySet<IssueCode> = new Set([
  "no_definitions",
  "definition_format",
  "package_loaded_twice",
  "unused_param",
  // Take two packages.
  "internal_definition",
  "unowned_definition",
  "package_without_manifest",
  "manifest_format",
  "manifest_mismatch",
  "package_cycle",
  "older_dsl",
  // Take two versions of a package.
  "imported_name",
  "imported_type",
  "imported_column_removed",
  "imported_column_type",
  // Would take as long as the time limit, and all memory.
  "definitions_timeout",
  "definitions_memory",
]);
const shown = issueCodes.filter((code) => !elsewhere.has(code));

async function codesOf(example: string): Promise<readonly string[]> {
  const text = /\(demo\)/.test(example) ? demo + example : example;
  const names = Object.keys(dsl).filter((name) => new RegExp(`\\b${name}\\(`).test(text));
  const imports = `import { ${names.join(", ")} } from "@starfix/dsl";\n`;
  await using project = await temporaryProject({ "definitions/a.ts": imports + text });
  const { issues } = await project.compile();
  return [...new Set(issues.map(({ code }) => code))];
}

test.each(shown)("the wrong example of %s has that issue and no other", async (code) => {
  expect(await codesOf(issueTable[code].example.wrong)).toEqual([code]);
});

test.each(shown)("the right example of %s has none", async (code) => {
  expect(await codesOf(issueTable[code].example.right)).toEqual([]);
});
