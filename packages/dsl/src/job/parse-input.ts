import { dataTypes, type InputSchema, isDataType } from "@starfix/expr";
import { refuse } from "../definition-error.ts";
import { refuseMovedName } from "../moved-name.ts";

/** Checks an input schema and keeps a copy of it. */
export function parseInput<TSchema extends InputSchema>(schema: TSchema): TSchema {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    refuse("input", 'an object of names and types such as { city: "string" }', schema);
  }
  const input = Object.freeze({ ...schema });
  let empty = true;
  for (const name in input) {
    empty = false;
    const dataType: unknown = input[name];
    if (!isDataType(dataType)) {
      refuse(`type of input ${JSON.stringify(name)}`, `one of ${dataTypes.join(", ")}`, dataType);
    }
    refuseMovedName("input", name);
  }
  if (empty) refuse("input", 'at least one field such as { city: "string" }', schema);
  return input;
}
