import * as dsl from "@starfix/dsl";
import { expect, test } from "vitest";
import { issueTexts } from "../generated/issue-texts.gen.ts";
import { temporaryProject } from "../testing/temporary-project.ts";
import { uncompiledExamples } from "../testing/uncompiled-examples.ts";
import type { IssueCode } from "./compile-issue.ts";

/** Examples leave out the imports, and this connection to read from. */
const demo = `export const demo = s3Connection("demo-conn").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/demo-role");\n`;

const shown = (Object.keys(issueTexts) as IssueCode[]).filter((code) => !uncompiledExamples.has(code));

async function codesOf(example: string): Promise<readonly string[]> {
  const text = /\(demo\)/.test(example) ? demo + example : example;
  const names = Object.keys(dsl).filter((name) => new RegExp(`\\b${name}\\(`).test(text));
  const imports = `import { ${names.join(", ")} } from "@starfix/dsl";\n`;
  await using project = await temporaryProject({ "definitions/a.ts": imports + text });
  const { issues } = await project.compile();
  return [...new Set(issues.map(({ code }) => code))];
}

test.each(shown)("the wrong example of %s has that issue and no other", async (code) => {
  expect(await codesOf(issueTexts[code].example.wrong)).toEqual([code]);
});

test.each(shown)("the right example of %s has none", async (code) => {
  expect(await codesOf(issueTexts[code].example.right)).toEqual([]);
});
