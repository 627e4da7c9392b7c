/**
 * A name as DuckDB reads it. Only names of our own are ever written this way: tables and columns of a definition are
 * known by number (`t1`, `c0`), because DuckDB does not tell `A` from `a`, and Druid does.
 */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text constant. A NUL would end the statement, so it is written as a call. */
export function quoteText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\0") ? `(${quoted.replaceAll("\0", "' || chr(0) || '")})` : quoted;
}

/** A double constant; the text of JavaScript reads back as the same double. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return "'NaN'::DOUBLE";
  if (!Number.isFinite(value)) return `'${value < 0 ? "-" : ""}Infinity'::DOUBLE`;
  return `'${Object.is(value, -0) ? "-0" : value}'::DOUBLE`;
}

/** A 64-bit integer constant. The smallest one has no positive twin, so it is written as text. */
export function bigintText(value: bigint): string {
  return `'${BigInt.asIntN(64, value)}'::BIGINT`;
}
