// Generates `src/generated/issue-texts.gen.ts` and the list `docs/issues/README.md` from the pages of `docs/issues`. With
// `--check` nothing is written: the status is 1 when a file is not up to date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { formatIssueIndex, formatIssueTexts, parseIssuePage } from "./issue-pages.ts";

const docs = fileURLToPath(new URL("../../../docs/issues/", import.meta.url));
const generated = fileURLToPath(new URL("../src/generated/issue-texts.gen.ts", import.meta.url));

const pages = readdirSync(docs)
  .filter((name) => name.endsWith(".md") && name !== "README.md")
  .sort()
  .map((name) => parseIssuePage(name, readFileSync(docs + name, "utf8")));
const outputs: readonly (readonly [string, string])[] = [
  [generated, formatIssueTexts(pages)],
  [`${docs}README.md`, formatIssueIndex(pages)],
];
for (const [file, text] of outputs) {
  if (textOf(file) === text) continue;
  if (process.argv.includes("--check")) {
    process.exitCode = 1;
  } else writeFileSync(file, text);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
