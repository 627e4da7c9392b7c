import { closestName } from "./check/closest-name.ts";
import type { Expr } from "./expr.ts";
import { wrap } from "./functions/call.ts";
import { type InputType, inputSqlTypes, type SqlTypeOfInput } from "./sql-type.ts";

/** An input schema: the data type of each column. */
export type InputSchema = Readonly<Record<string, InputType>>;

/** What a mapping callback receives: an expression for each column of the input schema. */
export type Columns<TInput extends InputSchema> = {
  readonly [TName in keyof TInput]: ColumnOfInput[TInput[TName]];
};

/** The expression of a column of each data type: a lookup, since constructing it for each column doubles the work of the type checker. */
type ColumnOfInput = {
  readonly [TType in InputType]: Expr<SqlTypeOfInput[TType], "scalar">;
};

/**
 * The object handed to a mapping callback: one expression per column. Reading a name that is not a column throws, so a
 * misspelt one cannot pass even where types are not checked. Any name is an ordinary column, `constructor` too.
 *
 * @example
 * String(columns({ city: "string" }).city);
 * // => '"city"'
 *
 * @throws TypeError when the schema names a data type that does not exist, or when a name is read that is not a column.
 */
export function columns<const TInput extends InputSchema>(input: TInput): Columns<TInput> {
  for (const name in input) {
    const type = input[name] as InputType;
    if (!Object.hasOwn(inputSqlTypes, type)) {
      const types = Object.keys(inputSqlTypes).join(", ");
      throw new TypeError(
        `invalid data type of column ${JSON.stringify(name)}: expected one of ${types}, received ${JSON.stringify(type)}`,
      );
    }
  }
  // The proxy has the same names as its target, and gives an expression for each.
  return new Proxy<object>({ ...input }, expressionOfColumn) as Columns<TInput>;
}

/** Creates the expression of a column when it is read. It has no state, so that all callbacks share it. */
const expressionOfColumn: ProxyHandler<object> = {
  get(target, name) {
    if (typeof name === "symbol") return undefined;
    if (!Object.hasOwn(target, name)) throw new TypeError(unknownColumnMessage(name, Object.keys(target)));
    return wrap({ kind: "column", name });
  },
  defineProperty: () => false,
  deleteProperty: () => false,
};

function unknownColumnMessage(name: string, known: readonly string[]): string {
  const suggestion = closestName(name, known);
  const list =
    known.length === 0
      ? "the input schema has no columns"
      : `the input schema has ${known.map((one) => JSON.stringify(one)).join(", ")}`;
  return `unknown column: ${JSON.stringify(name)} is not in the input schema; ${list}${suggestion === undefined ? "" : `; did you mean ${JSON.stringify(suggestion)}?`}`;
}
