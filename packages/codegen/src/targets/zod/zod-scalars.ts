import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { numberBounds } from "../formats.ts";
import { quote, regExpText } from "./js-literal.ts";
import { withChecks } from "./with-checks.ts";
import type { ZodScope } from "./zod-scope.ts";

/** JSON Schema counts the code points of a string, zod's own `.min()` and `.max()` its UTF-16 units. */
export function emitString(schema: NormalisedSchema, scope: ZodScope): string {
  const { format, maxLength, minLength, pattern } = schema;
  const checks: string[] = [];
  if (format !== undefined && scope.asserts(format)) {
    checks.push(`${scope.helper("$format")}(${quote(format)}, ${scope.formatCheck(format)})`);
  }
  if (minLength !== undefined && minLength > 1) checks.push(`${scope.helper("$minCharacters")}(${minLength})`);
  if (maxLength !== undefined) checks.push(`${scope.helper("$maxCharacters")}(${maxLength})`);
  // Whether a string is empty does not depend on how characters are counted.
  const filled = minLength === 1 ? ".min(1)" : "";
  const matched = pattern === undefined ? "" : `.regex(${regExpText(pattern)})`;
  return withChecks(`z.string()${filled}`, checks) + matched;
}

export function emitNumber(schema: NormalisedSchema, type: "integer" | "number", scope: ZodScope): string {
  const isInt32 = type === "integer" && schema.format === "int32" && scope.asserts("int32");
  const { exclusiveMaximum, exclusiveMinimum, maximum, minimum, multipleOf } = isInt32
    ? { ...schema, ...numberBounds(schema) }
    : schema;
  const whole = scope.integers === "safe" ? "z.int()" : `z.number().check(${scope.helper("$integer")})`;
  const bounds = [
    call("min", minimum),
    call("gt", exclusiveMinimum),
    call("max", maximum),
    call("lt", exclusiveMaximum),
  ].join("");
  return `${type === "integer" ? whole : "z.number()"}${bounds}${emitMultiple(multipleOf, scope)}`;
}

/** zod's own check tolerates rounding errors, which is right for decimals and wrong for large integers. */
function emitMultiple(divisor: number | undefined, scope: ZodScope): string {
  if (divisor === undefined) return "";
  return Number.isInteger(divisor) ? `.check(${scope.helper("$multipleOf")}(${divisor}))` : call("multipleOf", divisor);
}

function call(method: string, argument: number | undefined): string {
  return argument === undefined ? "" : `.${method}(${argument})`;
}
