import { dataTypes, type InputSchema, type InputType, isDataType } from "@starfix/expr";
import { DefinitionError, refuse } from "../definition-error.ts";
import { refuseMovedName } from "../moved-name.ts";
import type { BatchJobNode } from "./job-node.ts";

/** Input fields as pairs, for names such as `"1"` that JavaScript would move. */
export type InputPairs = readonly (readonly [name: string, type: InputType])[];

/** The input schema of fields, which may be given as pairs. */
export type InputOfFields<TFields extends InputSchema | InputPairs> = TFields extends InputSchema
  ? TFields
  : TFields extends InputPairs
    ? { readonly [TPair in TFields[number] as TPair[0]]: TPair[1] }
    : never;

/** What a job holds of its input fields. */
type ParsedInput = Pick<BatchJobNode, "input" | "inputOrder">;

const example = 'an object of names and types such as { city: "string" }, or a list of such pairs';

/** Checks input fields and keeps a copy of them. */
export function parseInput(fields: InputSchema | InputPairs): ParsedInput {
  if (typeof fields !== "object" || fields === null) refuse("input", example, fields);
  if (isPairs(fields)) return parsePairs(fields);
  const input = Object.freeze({ ...fields });
  let empty = true;
  for (const name in input) {
    empty = false;
    checkType(name, input[name]);
    refuseMovedName("input", name, `; give pairs instead, as in [["${name}", "string"]]`);
  }
  if (empty) refuse("input", 'at least one field such as { city: "string" }', fields);
  return { input, inputOrder: undefined };
}

function parsePairs(pairs: readonly unknown[]): ParsedInput {
  const input: Record<string, InputType> = {};
  const inputOrder = pairs.map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== "string" || pair[0] === "") {
      return refuse("input", 'a pair of a name and a type such as ["1", "string"]', pair);
    }
    const [name, type]: [string, unknown] = [pair[0], pair[1]];
    if (Object.hasOwn(input, name)) {
      throw new DefinitionError(`input ${JSON.stringify(name)} is given twice: give each field once`);
    }
    input[name] = checkType(name, type);
    return name;
  });
  if (inputOrder.length === 0) refuse("input", 'at least one field such as ["1", "string"]', pairs);
  return { input: Object.freeze(input), inputOrder: Object.freeze(inputOrder) };
}

function isPairs(fields: InputSchema | InputPairs): fields is InputPairs {
  return Array.isArray(fields);
}

function checkType(name: string, type: unknown): InputType {
  return isDataType(type)
    ? type
    : refuse(`type of input ${JSON.stringify(name)}`, `one of ${dataTypes.join(", ")}`, type);
}
