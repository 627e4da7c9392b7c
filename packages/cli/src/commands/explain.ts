import type { IssueExplanation } from "@starfix/compiler";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { UserError } from "../user-error.ts";

/** `starfix explain [code]`: what a code means and how to fix it; without a code, all codes. */
export async function explain(_context: CliContext, output: Output, code: string | undefined): Promise<void> {
  if (code === undefined) return listCodes(output);
  const { closestIssueCode, explainIssue } = await import("@starfix/compiler");
  const explanation = await explainIssue(code);
  if (explanation === undefined) throw unknownCode(code, await closestIssueCode(code));
  print(explanation, output);
  output.result(explanation);
}

async function listCodes(output: Output): Promise<void> {
  const { explainIssues } = await import("@starfix/compiler");
  const codes = await explainIssues();
  const width = codes.reduce((longest, { code }) => Math.max(longest, code.length), 0);
  for (const { code, title } of codes) output.line(`${code.padEnd(width)}  ${title}`);
  output.result({ codes: codes.map(({ code, severity, title }) => ({ code, severity, title })) });
}

function print({ code, severity, title, meaning, fix, example }: IssueExplanation, output: Output): void {
  const heading = (text: string): string => output.style("bold", text);
  const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");
  const paint = severity === "error" ? "red" : "yellow";
  const parts = [
    `${heading(title)}\n${output.style(paint, `${severity} ${code}`)}`,
    meaning,
    `${heading("What to do")}\n${indented(fix)}`,
    `${heading("Wrong")}\n${indented(example.wrong)}`,
    `${heading("Right")}\n${indented(example.right)}`,
  ];
  output.line(parts.join("\n\n"));
}

function unknownCode(code: string, guess: string | undefined): UserError {
  if (/^TS\d+$/i.test(code)) {
    return new UserError(
      `${code} is a code of TypeScript, which \`check --types\` passes on: starfix explains its own codes`,
    );
  }
  const hint = guess === undefined ? "" : ` (did you mean ${guess}?)`;
  return new UserError(
    `unknown code: expected one that \`starfix explain\` lists, received ${JSON.stringify(code)}${hint}`,
  );
}
