import type { InputSchema } from "@starfix/expr";
import { refuse } from "../definition-error.ts";
import { dataTypes, isDataType } from "../table/column-fit.ts";
import type { InputFieldNode } from "./job-node.ts";
import { refuseMovedName } from "./moved-name.ts";

/** Checks an input schema and puts its fields into a list. */
export function parseInput(schema: InputSchema): readonly InputFieldNode[] {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    refuse("input", 'an object of names and types such as { city: "string" }', schema);
  }
  const fields = Object.entries(schema).map(([name, dataType]) => {
    if (!isDataType(dataType)) {
      refuse(`type of input ${JSON.stringify(name)}`, `one of ${dataTypes.join(", ")}`, dataType);
    }
    refuseMovedName("input", name);
    return Object.freeze({ name, dataType });
  });
  if (fields.length === 0) refuse("input", 'at least one field such as { city: "string" }', schema);
  return Object.freeze(fields);
}

/** The fields as an object, which column expressions are made from. */
export function inputSchemaOf(fields: readonly InputFieldNode[]): InputSchema {
  return Object.fromEntries(fields.map(({ name, dataType }) => [name, dataType]));
}
