import type { DuckDBConnection, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import { formatDouble } from "@starfix/engine";
import { duckdb } from "../duckdb.ts";
import { ceilMonths, floorMonths } from "./calendar.ts";
import { like } from "./like.ts";
import { left, reverse, right, substring, textToDouble, textToLong, trim } from "./text-functions.ts";
import { extractField } from "./time-extract.ts";
import { parseTime } from "./time-parse.ts";
import { itemWriter, readItems } from "./vector-items.ts";

const { BIGINT, BLOB, BOOLEAN, blobValue, DOUBLE, DuckDBDataChunk, DuckDBScalarFunction, INTEGER, VARCHAR } = duckdb;

interface ScalarFunction {
  readonly name: string;
  readonly parameters: readonly DuckDBType[];
  readonly result: DuckDBType;
  /** Called for rows without a null; a row with one gives null. */
  readonly evaluate: (args: readonly DuckDBValue[]) => DuckDBValue;
}

/** What DuckDB's own functions answer differently from Druid's, answered here. */
const SCALAR_FUNCTIONS: readonly ScalarFunction[] = [
  define("starfix_time_parse", [VARCHAR], BIGINT, ([text]) => {
    const millis = parseTime(String(text));
    return millis === undefined ? null : BigInt(millis);
  }),
  define("starfix_floor_months", [BIGINT, BIGINT], BIGINT, ([time, months]) => floorMonths(long(time), Number(months))),
  define("starfix_ceil_months", [BIGINT, BIGINT], BIGINT, ([time, months]) => ceilMonths(long(time), Number(months))),
  define("starfix_compare", [VARCHAR, VARCHAR], INTEGER, ([a, b]) => compareUnits(String(a), String(b))),
  define("starfix_sort_key", [VARCHAR], BLOB, ([text]) => blobValue(Buffer.from(String(text), "utf16le").swap16())),
  define("starfix_upper", [VARCHAR], VARCHAR, ([text]) => String(text).toUpperCase()),
  define("starfix_lower", [VARCHAR], VARCHAR, ([text]) => String(text).toLowerCase()),
  define("starfix_length", [VARCHAR], BIGINT, ([text]) => BigInt(String(text).length)),
  define("starfix_substring", [VARCHAR, BIGINT, BIGINT], VARCHAR, ([text, start, length]) =>
    substring(String(text), Number(start), Number(length)),
  ),
  define("starfix_left", [VARCHAR, BIGINT], VARCHAR, ([text, count]) => left(String(text), Number(count))),
  define("starfix_right", [VARCHAR, BIGINT], VARCHAR, ([text, count]) => right(String(text), Number(count))),
  define("starfix_reverse", [VARCHAR], VARCHAR, ([text]) => reverse(String(text))),
  define("starfix_btrim", [VARCHAR, VARCHAR], VARCHAR, ([text, set]) => trim(String(text), String(set), true, true)),
  define("starfix_ltrim", [VARCHAR, VARCHAR], VARCHAR, ([text, set]) => trim(String(text), String(set), true, false)),
  define("starfix_rtrim", [VARCHAR, VARCHAR], VARCHAR, ([text, set]) => trim(String(text), String(set), false, true)),
  define("starfix_replace", [VARCHAR, VARCHAR, VARCHAR], VARCHAR, ([text, from, to]) =>
    String(text).replaceAll(String(from), () => String(to)),
  ),
  define("starfix_position", [VARCHAR, VARCHAR], BIGINT, ([text, part]) =>
    BigInt(String(text).indexOf(String(part)) + 1),
  ),
  define("starfix_like", [VARCHAR, VARCHAR, VARCHAR], BOOLEAN, ([text, pattern, escaper]) =>
    like(String(text), String(pattern), String(escaper)),
  ),
  define("starfix_quotient", [BIGINT, BIGINT], BIGINT, ([left, right]) => quotient(long(left), long(right))),
  define("starfix_extract", [BIGINT, VARCHAR], BIGINT, ([time, unit]) => extractField(long(time), String(unit))),
  define("starfix_text_to_long", [VARCHAR], BIGINT, ([text]) => textToLong(String(text))),
  define("starfix_text_to_double", [VARCHAR], DOUBLE, ([text]) => textToDouble(String(text))),
  define("starfix_double_to_text", [DOUBLE], VARCHAR, ([value]) => formatDouble(Number(value))),
  define("starfix_round_float", [DOUBLE], DOUBLE, ([value]) => Math.fround(Number(value))),
];

function define(
  name: string,
  parameters: readonly DuckDBType[],
  result: DuckDBType,
  evaluate: ScalarFunction["evaluate"],
): ScalarFunction {
  return { name, parameters, result, evaluate };
}

function long(value: DuckDBValue | undefined): bigint {
  return typeof value === "bigint" ? value : 0n;
}

/** Towards zero, and wrapped around as in Java. */
function quotient(left: bigint, right: bigint): bigint {
  if (right === 0n) throw new RangeError("/ by zero");
  return BigInt.asIntN(64, left / right);
}

/** The order of Java's String.compareTo: by UTF-16 unit, as JavaScript's own. */
function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Registers them for every connection of the database. */
export function registerScalarFunctions(connection: DuckDBConnection): void {
  for (const { name, parameters, result, evaluate } of SCALAR_FUNCTIONS) {
    const scalar = new DuckDBScalarFunction();
    scalar.setName(name);
    for (const parameter of parameters) scalar.addParameter(parameter);
    scalar.setReturnType(result);
    // The chunk itself, since the package's own reader and writer of texts do not keep every byte.
    bindings.scalar_function_set_function(scalar.scalar_function, (_info, input, output) => {
      const chunk = new DuckDBDataChunk(input);
      const columns = parameters.map((_, index) => readItems(chunk, index));
      const write = itemWriter(output, chunk.rowCount, result);
      for (let row = 0; row < chunk.rowCount; row++) {
        const args = columns.map((item) => item(row));
        write.set(row, args.includes(null) ? null : evaluate(args));
      }
      write.flush();
    });
    connection.registerScalarFunction(scalar);
  }
}
