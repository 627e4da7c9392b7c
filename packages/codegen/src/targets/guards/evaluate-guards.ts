import type { PrintedGuards } from "./print-guards.ts";

/** Evaluates printed guards and returns that of one component. */
export function evaluateGuard({ before, guards }: PrintedGuards, component: string): (value: unknown) => boolean {
  const { name } = guards.find((candidate) => candidate.component === component) ?? {};
  if (name === undefined) throw new Error(`unexpected: no component ${component} was printed`);
  const body = ['"use strict";', ...before, ...guards.map(({ text }) => text), `return ${name};`].join("\n");
  // The code was printed from a schema; every text of the schema is a quoted literal.
  return new Function(body)();
}
