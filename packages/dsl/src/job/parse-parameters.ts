import type { SqlParameter } from "@starfix/schema";
import { refuse } from "../definition-error.ts";

/** A value for a question mark: by itself, or with the SQL type that it is to have. */
export type ParameterValue =
  | string
  | number
  | boolean
  | { readonly type: string; readonly value: SqlParameter["value"] };

/** Checks values for question marks, and gives each its SQL type. */
export function parseParameters(values: readonly ParameterValue[]): readonly Readonly<SqlParameter>[] {
  return Object.freeze(values.map(parseParameter));
}

function parseParameter(given: ParameterValue): Readonly<SqlParameter> {
  switch (typeof given) {
    case "string":
      return Object.freeze({ type: "VARCHAR", value: given });
    case "boolean":
      return Object.freeze({ type: "BOOLEAN", value: given });
    case "number":
      if (!Number.isFinite(given)) return refuse("parameter", "a number that JSON can hold", String(given));
      if (Number.isInteger(given) && !Number.isSafeInteger(given)) {
        return refuse(
          "parameter",
          'a whole number that JavaScript holds exactly, or { type: "BIGINT", value: "…" }',
          given,
        );
      }
      return Object.freeze({ type: Number.isInteger(given) ? "BIGINT" : "DOUBLE", value: given });
    default: {
      const expected = 'text, a number, a boolean, or { type: "TIMESTAMP", value: "2026-01-01 00:00:00" }';
      if (typeof given !== "object" || given === null || Object.keys(given).length !== 2 || !("value" in given)) {
        return refuse("parameter", expected, given);
      }
      if (typeof given.type !== "string" || !/^[A-Z][A-Z0-9 _<>()]*$/.test(given.type)) {
        return refuse("type of parameter", "an SQL type such as VARCHAR", given.type);
      }
      return Object.freeze({ type: given.type, value: given.value });
    }
  }
}
