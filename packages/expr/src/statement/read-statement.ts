/** A statement that writes a table, without its query. */
export interface StatementFrame {
  readonly verb: "INSERT" | "REPLACE";
  /** The table that it writes; absent where the name is not a plain one, such as `"lookup"."Koalas"`. */
  readonly table?: string;
  /** Number of placeholders (`?`). */
  readonly parameters: number;
}

const FRAME =
  'one INSERT INTO or REPLACE INTO statement with PARTITIONED BY, such as INSERT INTO "Koalas" SELECT … PARTITIONED BY DAY';

/** Text in quotes, quoted names and comments, which may contain any words and marks. */
const QUIET = /'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|--[^\n]*|\/\*[\s\S]*?\*\//g;
/** `SET key = value;` before the statement. */
const SETTINGS = /^(?:SET\s(?:'[^']*'|[^';])*;\s*)+/i;
const TABLE = /^\w+\s+INTO\s+(?:(?:"druid"|druid)\s*\.\s*)?(?:"((?:[^"]|"")+)"|([\p{L}_$][\p{L}\p{N}_$]*))(?!\s*\.)/iu;

/**
 * Reads the frame of a SQL statement that writes a table: `INSERT INTO` or `REPLACE INTO … OVERWRITE`, with
 * `PARTITIONED BY`. For any other text it returns what was expected.
 *
 * @example
 * readStatement('INSERT INTO "Cities" SELECT "__time", "city" FROM "Koalas" WHERE "city" = ? PARTITIONED BY DAY');
 * // => { verb: "INSERT", table: "Cities", parameters: 1 }
 */
export function readStatement(sql: string): StatementFrame | { readonly expected: string } {
  const isComment = (quiet: string): boolean => quiet.startsWith("-") || quiet.startsWith("/");
  const loud = sql
    .replace(QUIET, (quiet) => (isComment(quiet) ? " " : "''"))
    .trim()
    .replace(SETTINGS, "")
    .replace(/;$/, "")
    .trim();
  if (/['"]/.test(loud.replaceAll("''", ""))) return { expected: `${FRAME}, with all quotes closed` };
  if (loud.includes(";")) return { expected: "one statement" };
  const [, verb] = /^(INSERT|REPLACE)\s+INTO\s/i.exec(loud) ?? [];
  if (verb === undefined || !/\bPARTITIONED\s+BY\b/i.test(loud)) return { expected: FRAME };
  const replaces = verb.toUpperCase() === "REPLACE";
  if (replaces && !/\bOVERWRITE\s+(?:ALL|WHERE)\b/i.test(loud)) {
    return { expected: "OVERWRITE ALL or OVERWRITE WHERE … after REPLACE INTO and the table" };
  }
  const plain = sql.replace(QUIET, (quiet) => (isComment(quiet) ? " " : quiet)).trim();
  const [, quoted, bare] = TABLE.exec(plain.replace(SETTINGS, "")) ?? [];
  const table = quoted?.replaceAll('""', '"') ?? bare;
  const parameters = loud.split("?").length - 1;
  return { verb: replaces ? "REPLACE" : "INSERT", ...(table !== undefined && { table }), parameters };
}
