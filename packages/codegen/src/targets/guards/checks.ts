import { all, any, type Condition, not, printCondition } from "./condition.ts";

/** One of the checks of a value, in evaluation order. */
export type Check = Condition | Block;

/** Statements that return `false` for an invalid value, and fall through for a valid one. */
export interface Block {
  readonly kind: "block";
  readonly lines: readonly string[];
  /** An alternative for the end of a function, which returns for every value. */
  readonly last?: readonly string[];
}

export function block(lines: readonly string[], last?: readonly string[]): Block {
  return { kind: "block", lines, ...(last && { last }) };
}

/** Statements under a head, such as `if (…)` or `for (…)`; a single short one on the same line. */
export function under(head: string, lines: readonly string[]): string[] {
  const [first = "", ...others] = lines;
  const isShort = others.length === 0 && head.length + first.length < 110 && !/^(?:if|for|const|let)\b/.test(first);
  return isShort ? [`${head} ${first}`] : [`${head} {`, ...indented(lines), "}"];
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** The checks as one condition, if none of them needs statements. */
export function asCondition(checks: readonly Check[]): Condition | undefined {
  const conditions = checks.filter((check) => check.kind !== "block");
  return conditions.length === checks.length ? all(conditions) : undefined;
}

/** Statements that return `false` if a check fails. */
export function rejectingStatements(checks: readonly Check[]): string[] {
  return checks.flatMap((check) => (check.kind === "block" ? check.lines : rejectUnless(check)));
}

/** The body of a function that returns whether all checks succeed. */
export function returningStatements(checks: readonly Check[]): string[] {
  const last = checks.at(-1);
  const lines = rejectingStatements(checks.slice(0, -1));
  if (last === undefined) return ["return true;"];
  if (last.kind !== "block") return [...lines, `return ${printCondition(last)};`];
  return last.last ? [...lines, ...last.last] : [...lines, ...last.lines, "return true;"];
}

export function rejectUnless(condition: Condition): string[] {
  const text = printCondition(not(condition));
  if (text === "false") return [];
  return [text === "true" ? "return false;" : `if (${text}) return false;`];
}

/** Checks that apply only if a condition holds. */
export function onlyIf(test: Condition, checks: readonly Check[]): Check[] {
  if (checks.length === 0) return [];
  const condition = asCondition(checks);
  return [
    condition ? any([not(test), condition]) : block(under(`if (${printCondition(test)})`, rejectingStatements(checks))),
  ];
}
