import { wrapAround } from "./arithmetic.ts";
import { isNumber, made, madeDeep, refuseFunction, signature, type Translated } from "./translated.ts";

/** Names that are aggregates to this engine; each is exact or refused for its argument. */
export const AGGREGATES: ReadonlySet<string> = new Set(["COUNT", "SUM", "MIN", "MAX", "AVG"]);

/** One aggregate over translated arguments; `args` is empty for `COUNT(*)`. Its filter, if any, is a condition. */
export function aggregate(name: string, args: readonly Translated[], filter: Translated | undefined): Translated {
  const where = filter === undefined ? "" : ` FILTER (WHERE ${filter.sql})`;
  const parts = filter === undefined ? args : [...args, filter];
  const [argument] = args;
  if (name === "COUNT") {
    if (args.length > 1) return refuse(name, args);
    return made("BIGINT", `count(${argument?.sql ?? "*"})${where}`, ...parts);
  }
  if (argument === undefined || args.length !== 1) return refuse(name, args);
  if (name === "SUM") {
    // DuckDB adds BIGINTs as HUGEINT, so cutting the sum to 64 bits is what wrapping around at each step gives.
    if (argument.type === "BIGINT") return madeDeep(9, "BIGINT", wrapAround(`sum(${argument.sql})${where}`), parts);
    if (isNumber(argument.type)) return made("DOUBLE", `sum(${argument.sql})${where}`, ...parts);
    return refuse(name, args);
  }
  if (name === "AVG") {
    if (!isNumber(argument.type)) return refuse(name, args);
    const sum = `sum(CAST(${argument.sql} AS DOUBLE))${where}`;
    return made("DOUBLE", `(${sum} / nullif(count(${argument.sql})${where}, 0))`, ...parts);
  }
  const extreme = `${name.toLowerCase()}(${argument.sql})${where}`;
  if (argument.type === "BIGINT" || argument.type === "TIMESTAMP") return made(argument.type, extreme, ...parts);
  if (!isNumber(argument.type)) return refuse(name, args);
  // Java tells the zeros apart: -0.0 is smaller. NaN is the largest double to DuckDB; Java's min is NaN as soon as it meets one.
  const any = (condition: string): string => `COALESCE(bool_or(${condition})${where}, FALSE)`;
  const [x, zero] = [argument.sql, `${argument.sql} = 0`];
  const special =
    name === "MAX"
      ? `WHEN ${extreme} = 0 AND ${any(`${zero} AND NOT signbit(${x})`)} THEN 0::DOUBLE`
      : `WHEN ${any(`isnan(${x})`)} THEN 'NaN'::DOUBLE WHEN ${extreme} = 0 AND ${any(`${zero} AND signbit(${x})`)} THEN '-0'::DOUBLE`;
  return madeDeep(7, argument.type, `(CASE ${special} ELSE ${extreme} END)`, parts);
}

function refuse(name: string, args: readonly Translated[]): never {
  const written = signature(name, args);
  return refuseFunction(name, `DuckDB cannot run ${written} exactly as Druid does`);
}
