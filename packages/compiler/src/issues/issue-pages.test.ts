import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ruleCodes, ruleTable } from "@starfix/rules";
import { expect, test } from "vitest";
import { formatIssueTexts, parseIssuePage } from "../../scripts/issue-pages.ts";
import { ownIssueCodes, ownIssueSeverity } from "./compile-issue.ts";
import { closestIssueCode, explainIssue, explainIssues, issuePage } from "./explain-issue.ts";

const folder = fileURLToPath(new URL("../../../../docs/issues/", import.meta.url));

test("every code has a page, and every page a code", async () => {
  const pages = (await readdir(folder)).filter((name) => name !== "README.md");
  expect(pages.sort()).toEqual([...ownIssueCodes, ...ruleCodes].map((code) => `${code}.md`).sort());
});

test("every page says the severity of its code, and is printed as it is written", async () => {
  for (const explanation of await explainIssues()) {
    const { code, severity } = explanation;
    const own = ownIssueCodes.find((one) => one === code);
    const rule = ruleCodes.find((one) => one === code);
    expect([code, severity]).toEqual([code, own ? ownIssueSeverity(own) : rule && ruleTable[rule].severity]);
    expect(issuePage(explanation)).toBe(await readFile(`${folder}${code}.md`, "utf8"));
  }
});

test("the generated texts are those of the pages", async () => {
  const names = (await readdir(folder)).filter((name) => name !== "README.md").sort();
  const pages = await Promise.all(
    names.map(async (name) => parseIssuePage(name, await readFile(`${folder}${name}`, "utf8"))),
  );
  const generated = fileURLToPath(new URL("../generated/issue-texts.gen.ts", import.meta.url));
  expect(await readFile(generated, "utf8")).toBe(formatIssueTexts(pages));
});

test("a page of another form, or under another name, is refused", async () => {
  const page = await readFile(`${folder}missing_time.md`, "utf8");
  expect(() => parseIssuePage("missing_time.md", page.replace("## Right", "## Correct"))).toThrow(
    "missing_time.md: expected # title",
  );
  expect(() => parseIssuePage("no_time.md", page)).toThrow(
    "no_time.md: expected the page of no_time, received missing_time",
  );
});

test("a text that is no code is not explained, and a misspelt code has a closest one", async () => {
  expect(await explainIssue("toString")).toBeUndefined();
  expect(await explainIssue("missing_time")).toMatchObject({ code: "missing_time", severity: "error" });
  expect(await closestIssueCode("mising_time")).toBe("missing_time");
});
