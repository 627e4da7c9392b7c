import type { NormalisedSchema } from "../normalise/normalised-document.ts";

/** Formats that the zod schemas hold strings to. All others describe only, and are left out of the JSON Schemas. */
export const ASSERTED_FORMATS: ReadonlySet<string> = new Set(["date", "date-time", "uuid"]);

const INT32 = { minimum: -2147483648, maximum: 2147483647 };

/** JSON.parse has rounded an integer beyond this before anyone can look at it. */
const SAFE = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

/** The bounds of an integer: those of its format, narrowed by its own. */
export function numberBounds(schema: NormalisedSchema): { readonly minimum?: number; readonly maximum?: number } {
  const outer = schema.format === "int32" ? INT32 : SAFE;
  const minimum = Math.max(schema.minimum ?? outer.minimum, outer.minimum);
  const maximum = Math.min(schema.maximum ?? outer.maximum, outer.maximum);
  return {
    ...(schema.exclusiveMinimum !== undefined &&
    schema.minimum === undefined &&
    schema.exclusiveMinimum >= outer.minimum
      ? {}
      : { minimum }),
    ...(schema.exclusiveMaximum !== undefined &&
    schema.maximum === undefined &&
    schema.exclusiveMaximum <= outer.maximum
      ? {}
      : { maximum }),
  };
}
