import { refuse } from "../definition-error.ts";

const expected =
  'one INSERT INTO or REPLACE INTO statement with PARTITIONED BY, such as INSERT INTO "Koalas" SELECT … PARTITIONED BY DAY';

/** Text in quotes, quoted names and comments, in each of which words and marks mean nothing. */
const quietPattern = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** What a statement says outside of text, names and comments. */
function loudPart(sql: string): string {
  return sql.replace(quietPattern, (quiet) => (quiet.startsWith("-") || quiet.startsWith("/") ? " " : "''"));
}

/**
 * Checks the frame of a SQL job: one statement that inserts or replaces and says how rows are partitioned. What is inside
 * is left to the service.
 */
export function parseStatement(sql: unknown): string {
  if (typeof sql !== "string") return refuse("query", expected, sql);
  const loud = loudPart(sql).trim().replace(/;$/, "").trim();
  if (/['"]/.test(loud.replaceAll("''", ""))) refuse("query", `${expected}, with all quotes closed`, sql);
  if (loud.includes(";")) refuse("query", "one statement", sql);
  if (!/^(INSERT|REPLACE)\s+INTO\s/i.test(loud) || !/\bPARTITIONED\s+BY\b/i.test(loud)) refuse("query", expected, sql);
  if (/^REPLACE/i.test(loud) && !/\bOVERWRITE\s+(ALL|WHERE)\b/i.test(loud)) {
    refuse("query", "OVERWRITE ALL or OVERWRITE WHERE … after REPLACE INTO and the table", sql);
  }
  return sql;
}

/** How many values a statement asks for with question marks. */
export function countQuestionMarks(sql: string): number {
  return loudPart(sql).split("?").length - 1;
}
