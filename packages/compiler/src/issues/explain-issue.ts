import type { IssueCode } from "./compile-issue.ts";
import type { IssueText } from "./issue-text.ts";

/** The explanation of a code, for someone who meets it for the first time. */
export interface IssueExplanation extends IssueText {
  readonly code: IssueCode;
}

/** Explains every code, in the order of their names. The texts are loaded at the first call. */
export async function explainIssues(): Promise<readonly IssueExplanation[]> {
  const { issueTexts } = await import("../generated/issue-texts.gen.ts");
  // The keys of the record are the codes.
  return Object.entries(issueTexts).map(([code, text]) => ({ code: code as IssueCode, ...text }));
}

/**
 * Explains a code; undefined for a text that is no code.
 *
 * @example
 * (await explainIssue("missing_time"))?.fix
 * // => "Map __time, such as __time: timeParse(c.timestamp)."
 */
export async function explainIssue(code: string): Promise<IssueExplanation | undefined> {
  return (await explainIssues()).find((one) => one.code === code);
}

/**
 * The code closest to a misspelt one; undefined when none is similar.
 *
 * @example
 * await closestIssueCode("mising_time");
 * // => "missing_time"
 */
export async function closestIssueCode(code: string): Promise<IssueCode | undefined> {
  // Loaded here, because commands start without the package.
  const { closestName } = await import("@starfix/expr");
  const codes = (await explainIssues()).map((one) => one.code);
  const closest = closestName(code, codes);
  return codes.find((known) => known === closest);
}

/** The explanation as a page of Markdown, as in `docs/issues`. */
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
