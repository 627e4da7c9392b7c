import { type IssueCode, issueCodes, issueTable } from "./compile-issue.ts";
import type { IssueExample, IssueSeverity } from "./issue-kind.ts";

/** What there is to say about a code, for somebody who meets it for the first time. */
export interface IssueExplanation {
  readonly code: IssueCode;
  readonly severity: IssueSeverity;
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
  readonly example: IssueExample;
}

/**
 * Explains a code; undefined for a text that is none.
 *
 * @example
 * explainIssue("missing_time")?.fix
 * // => "Map __time, such as __time: timeParse(c.timestamp)."
 */
export function explainIssue(code: string): IssueExplanation | undefined {
  const known = issueCodes.find((each) => each === code);
  if (known === undefined) return undefined;
  const { severity, title, meaning, fix, example } = issueTable[known];
  return { code: known, severity, title, meaning, fix, example };
}

/**
 * The code that a misspelt one most likely stands for; undefined when none is near.
 *
 * @example
 * await closestIssueCode("mising_time");
 * // => "missing_time"
 */
export async function closestIssueCode(code: string): Promise<IssueCode | undefined> {
  // Nothing else that a command begins with needs the package.
  const { closestName } = await import("@starfix/expr");
  const closest = closestName(code, issueCodes);
  return issueCodes.find((known) => known === closest);
}

/** The explanation as a page of Markdown, as it is in `docs/issues`. */
export function issuePage({ code, severity, title, meaning, fix, example }: IssueExplanation): string {
  return `# ${title}

\`${code}\` · ${severity}

${meaning}

**What to do.** ${fix}

## Wrong

\`\`\`ts
${example.wrong}
\`\`\`

## Right

\`\`\`ts
${example.right}
\`\`\`
`;
}

/** The page that lists all codes. */
export function issueIndexPage(): string {
  const rows = issueCodes.map((code) => [`[\`${code}\`](${code}.md)`, issueTable[code].title] as const);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column as 0 | 1].length), 5));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return `# Issues

What \`starfix check\` can report. \`starfix explain <code>\` prints a page. The pages are made from the table in
\`packages/compiler/src/issues\`; \`npm run docs:issues\` writes them anew.

${line(["code", "what"])}
${line(widths.map((width) => "-".repeat(width)))}
${rows.map(line).join("\n")}
`;
}
