import { readStatement } from "@starfix/expr";
import { refuse } from "../definition-error.ts";

/**
 * Checks the frame of a SQL job: one statement that inserts or replaces and says how rows are partitioned. The service parses
 * the rest.
 */
export function parseStatement(sql: unknown): string {
  const frame = typeof sql === "string" ? readStatement(sql) : readStatement("");
  return "expected" in frame ? refuse("query", frame.expected, sql) : (sql as string);
}

/** How many values a statement that was checked asks for with question marks. */
export function countQuestionMarks(sql: string): number {
  const frame = readStatement(sql);
  return "expected" in frame ? 0 : frame.parameters;
}
