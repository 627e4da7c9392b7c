import type { JsonValue } from "../../load/json.ts";
import { type NormalisedSchema, type SchemaType, typesOf } from "../../normalise/normalised-document.ts";
import { numberBounds } from "../formats.ts";
import { canonicalText, isScalar, quote, scalarText } from "../zod/js-literal.ts";
import { keywordTypes, literalsOf } from "../zod/schema-facts.ts";
import { arrayChecks } from "./array-checks.ts";
import { asCondition, block, type Check, onlyIf } from "./checks.ts";
import { all, any, type Condition, call, equals, fact, NEVER } from "./condition.ts";
import type { Frame } from "./guard-scope.ts";
import { objectChecks } from "./object-checks.ts";
import { hasMembers } from "./subschema-checks.ts";

/** Checks of `const` and `enum`, otherwise of `type`; without them, the keywords of each type for values of that type. */
export function valueChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const types = typesOf(schema);
  const literals = literalsOf(schema);
  if (literals === undefined && types.length > 0) return typesChecks(schema, types, value, frame);
  const checks = literals === undefined ? [] : [literalCheck(literals, value, frame)];
  for (const type of keywordTypes(schema, frame.scope)) {
    checks.push(...onlyIf(testType(type, value, frame), typeChecks(schema, type, value, frame)));
  }
  return checks;
}

/** More values than this are printed as a `switch`. */
const MOST_COMPARISONS = 4;

function literalCheck(values: readonly JsonValue[], value: string, frame: Frame): Check {
  if (values.length === 0) return NEVER;
  if (!values.every(isScalar)) {
    const keys = values.map((each) => quote(canonicalText(each))).join(", ");
    return call(frame.scope.helper("$isOneOf"), value, `[${keys}]`);
  }
  if (values.length <= MOST_COMPARISONS) return any(values.map((each) => equals(value, scalarText(each))));
  const cases = values.map((each) => `  case ${scalarText(each)}:`);
  const head = `switch (${value}) {`;
  return block(
    [head, ...cases, "    break;", "  default:", "    return false;", "}"],
    [head, ...cases, "    return true;", "  default:", "    return false;", "}"],
  );
}

function typesChecks(schema: NormalisedSchema, types: readonly SchemaType[], value: string, frame: Frame): Check[] {
  const others = types.filter((type) => type !== "null" && !(type === "integer" && types.includes("number")));
  const isNull = types.includes("null") ? [equals(value, "null")] : [];
  const [type, ...more] = others;
  if (type === undefined) return isNull;
  if (more.length > 0) return [any([...isNull, ...others.map((each) => typeCondition(schema, each, value, frame))])];
  const checks = typeChecks(schema, type, value, frame);
  return isNull.length === 0 ? checks : onlyIf(fact(`${value} !== null`, `${value} === null`), checks);
}

function typeCondition(schema: NormalisedSchema, type: SchemaType, value: string, frame: Frame): Condition {
  const { scope } = frame;
  const own = scope.narrowed(schema, type);
  const condition = hasMembers(own) ? undefined : asCondition(typeChecks(own, type, value, frame));
  return condition ?? call(scope.toConstant(own), value);
}

/** A condition that is true exactly for values of a type. */
function testType(type: SchemaType, value: string, { scope }: Frame): Condition {
  switch (type) {
    case "string":
    case "boolean":
      return typeOf(value, type);
    case "number":
    case "integer":
      return typeOf(value, "number");
    case "null":
      return equals(value, "null");
    case "array":
      return call("Array.isArray", value);
    case "object":
      return call(scope.helper("$isObject"), value);
    default:
      throw new Error(`unexpected type: ${JSON.stringify(type satisfies never)}`);
  }
}

function typeChecks(schema: NormalisedSchema, type: SchemaType, value: string, frame: Frame): Check[] {
  switch (type) {
    case "string":
      return [stringCheck(schema, value, frame)];
    case "integer":
    case "number":
      return [numberCheck(schema, type, value, frame)];
    case "boolean":
    case "null":
      return [testType(type, value, frame)];
    case "array":
      return arrayChecks(schema, value, frame);
    case "object":
      return objectChecks(schema, value, frame);
    default:
      throw new Error(`unexpected type: ${JSON.stringify(type satisfies never)}`);
  }
}

function typeOf(value: string, type: string): Condition {
  return equals(`typeof ${value}`, quote(type));
}

function stringCheck(schema: NormalisedSchema, value: string, { scope }: Frame): Condition {
  const { format, maxLength, minLength, pattern } = schema;
  const parts = [typeOf(value, "string")];
  if (format !== undefined && scope.asserts(format) && format !== "int32") {
    parts.push(call(scope.formatCheck(format), value));
  }
  // Whether a string is empty does not depend on how characters are counted.
  if (minLength === 1) parts.push(fact(`${value} !== ""`, `${value} === ""`));
  else if (minLength !== undefined && minLength > 1) {
    parts.push(call(scope.helper("$minCharacters"), value, String(minLength)));
  }
  if (maxLength !== undefined) parts.push(call(scope.helper("$maxCharacters"), value, String(maxLength)));
  if (pattern !== undefined) parts.push(call(`${scope.pattern(pattern)}.test`, value));
  return all(parts);
}

function numberCheck(schema: NormalisedSchema, type: "integer" | "number", value: string, { scope }: Frame): Condition {
  const isInt32 = type === "integer" && schema.format === "int32" && scope.asserts("int32");
  const { exclusiveMaximum, exclusiveMinimum, maximum, minimum, multipleOf } = isInt32
    ? { ...schema, ...numberBounds(schema) }
    : schema;
  const whole = scope.integers === "safe" ? "Number.isSafeInteger" : "Number.isInteger";
  const parts = [call(type === "integer" ? whole : "Number.isFinite", value)];
  const bound = (yes: string, no: string, limit: number | undefined): void => {
    if (limit !== undefined) parts.push(fact(`${value} ${yes} ${limit}`, `${value} ${no} ${limit}`));
  };
  bound(">=", "<", minimum);
  bound(">", "<=", exclusiveMinimum);
  bound("<=", ">", maximum);
  bound("<", ">=", exclusiveMaximum);
  if (multipleOf !== undefined) {
    const isWhole = Number.isInteger(multipleOf);
    parts.push(
      isWhole ? equals(`${value} % ${multipleOf}`, "0") : call(scope.helper("$isMultiple"), value, String(multipleOf)),
    );
  }
  return all(parts);
}
