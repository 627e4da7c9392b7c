import { all, type Condition, not, printCondition } from "./condition.ts";

/** One of the things that a value must stand, in the order in which they are asked. */
export type Step = Condition | Block;

/** Statements that return `false` for a value that is refused, and run to their end for any other. */
export interface Block {
  readonly kind: "block";
  readonly lines: readonly string[];
  /** The same where nothing comes after them: they return in every case. */
  readonly last?: readonly string[];
}

export function block(lines: readonly string[], last?: readonly string[]): Block {
  return { kind: "block", lines, ...(last && { last }) };
}

/** Statements under a head, such as `if (…)` or `for (…)`; on one line where there is only one. */
export function under(head: string, lines: readonly string[]): string[] {
  const [first = "", ...others] = lines;
  const isShort = others.length === 0 && head.length + first.length < 110 && !/^(?:if|for|const|let)\b/.test(first);
  return isShort ? [`${head} ${first}`] : [`${head} {`, ...indented(lines), "}"];
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** All the steps as one condition, where none of them needs statements. */
export function asCondition(steps: readonly Step[]): Condition | undefined {
  const conditions = steps.filter((step) => step.kind !== "block");
  return conditions.length === steps.length ? all(conditions) : undefined;
}

/** Statements that return `false` for what the steps refuse. */
export function rejectingStatements(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => (step.kind === "block" ? step.lines : rejectUnless(step)));
}

/** The whole body of a function: it returns whether the steps accept. */
export function returningStatements(steps: readonly Step[]): string[] {
  const last = steps.at(-1);
  const lines = rejectingStatements(steps.slice(0, -1));
  if (last === undefined) return ["return true;"];
  if (last.kind !== "block") return [...lines, `return ${printCondition(last)};`];
  return last.last ? [...lines, ...last.last] : [...lines, ...last.lines, "return true;"];
}

export function rejectUnless(condition: Condition): string[] {
  const text = printCondition(not(condition));
  if (text === "false") return [];
  return [text === "true" ? "return false;" : `if (${text}) return false;`];
}
