/** What a row may come to, in its unit. Rows that are not here are shown for comparison only. */
export const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["codegen.stripe.wall", 1.2],
  ["codegen.github.wall", 2.2],
  ["codegen.stripe.memory", 300],
  ["codegen.github.memory", 300],
  ["codegen.github.linear", 1.15],
  ["codegen.synthetic.linear", 1.15],
  ["codegen.github.check", 0.6],
  ["zod.parse.20", 1],
  ["zod.parse.20-items", 1],
]);
