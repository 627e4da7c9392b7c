import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { issueCodes } from "./compile-issue.ts";
import { explainIssue, issueIndexPage, issuePage } from "./explain-issue.ts";

// `npm run docs:issues` writes the pages; here they are compared with the table.
const folder = fileURLToPath(new URL("../../../../docs/issues/", import.meta.url));

test.each(issueCodes)("the page of %s says what the table says", async (code) => {
  const explanation = explainIssue(code);
  if (!explanation) throw new Error(`expected ${code} to be explained`);
  await expect(issuePage(explanation)).toMatchFileSnapshot(`${folder}${code}.md`);
});

test("the list of pages is complete, and no page is left of a code that is no more", async () => {
  await expect(issueIndexPage()).toMatchFileSnapshot(`${folder}README.md`);
  const known = new Set(["README.md", ...issueCodes.map((code) => `${code}.md`)]);
  expect((await readdir(folder)).filter((page) => !known.has(page))).toEqual([]);
});

test("a text that is no code is not explained", () => {
  expect(explainIssue("toString")).toBeUndefined();
  expect(explainIssue("missing_time")).toMatchObject({ code: "missing_time", severity: "error" });
});
