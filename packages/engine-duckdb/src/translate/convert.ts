import { nullOf, refuseExpression, type Translated, type ValueType } from "./translated.ts";

/** Text that Druid's planner reads as a timestamp: SQL layout, UTC. */
const SQL_TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?)?$/;

/** Milliseconds of the text of a TIMESTAMP or DATE literal; undefined when it is none. */
export function timestampLiteral(text: string): bigint | undefined {
  const match = SQL_TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year ?? 0, (month ?? 1) - 1, day ?? 1);
  date.setUTCHours(hour ?? 0, minute ?? 0, second ?? 0, Number((match[7] ?? "").padEnd(3, "0")));
  const valid = date.getUTCDate() === day && date.getUTCMonth() + 1 === month && (hour ?? 0) < 24;
  return valid && (minute ?? 0) < 60 && (second ?? 0) < 60 ? BigInt(date.getTime()) : undefined;
}

/**
 * The type that values meet in, for CASE, COALESCE and the like; undefined when Druid would convert in a way that is not
 * reproduced here.
 */
export function commonType(types: readonly ValueType[]): ValueType | undefined {
  const known = [...new Set(types.filter((type) => type !== "NULL"))];
  const [first = "NULL"] = known;
  if (known.length <= 1) return first;
  if (known.every((type) => type === "BIGINT" || type === "DOUBLE")) return "DOUBLE";
  if (known.every((type) => type === "BIGINT" || type === "VARCHAR")) return "VARCHAR";
  return undefined;
}

/** The value in a type that {@link commonType} gave. */
export function convert(value: Translated, type: ValueType): string {
  if (value.type === type) return value.sql;
  if (value.type === "NULL") return nullOf(type);
  if (type === "DOUBLE") return `CAST(${value.sql} AS DOUBLE)`;
  if (type === "VARCHAR" && value.type === "BIGINT") return `CAST(${value.sql} AS VARCHAR)`;
  throw new Error(`no conversion from ${value.type} to ${type}`);
}

/** {@link commonType}, or a refusal that names the construct and the types. */
export function requireCommonType(construct: string, values: readonly Translated[]): ValueType {
  const type = commonType(values.map((value) => value.type));
  if (type !== undefined) return type;
  const kinds = [...new Set(values.map((value) => value.type))].join(" and ");
  return refuseExpression(
    construct,
    `${construct} over ${kinds} cannot be run exactly as Druid does; CAST one of them`,
  );
}
