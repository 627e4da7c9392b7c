/** What a row may come to, in its unit. Rows that are not here are shown for comparison only. */
export const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["codegen.stripe.wall", 2],
  ["codegen.github.wall", 3],
  ["codegen.stripe.memory", 500],
  ["codegen.github.memory", 500],
  ["codegen.github.linear", 1.15],
  ["codegen.synthetic.linear", 1.15],
  ["codegen.github.check", 0.6],
  ["zod.parse.20", 1],
  ["zod.parse.20-items", 1],
]);
