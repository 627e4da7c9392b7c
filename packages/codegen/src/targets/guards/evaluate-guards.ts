import type { PrintedGuards } from "./print-guards.ts";

/** Runs what was printed, and gives the guard of one component. */
export function evaluateGuard({ before, guards }: PrintedGuards, component: string): (value: unknown) => boolean {
  const { name } = guards.find((candidate) => candidate.component === component) ?? {};
  if (name === undefined) throw new Error(`unexpected: no component ${component} was printed`);
  const body = ['"use strict";', ...before, ...guards.map(({ text }) => text), `return ${name};`].join("\n");
  // What is run was printed from a schema, whose every text is quoted.
  return new Function(body)();
}
