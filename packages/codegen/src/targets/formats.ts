import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { FORMAT_CHECKS, type FormatHelper } from "./format-checks.ts";
import type { FormatMode } from "./target.ts";

/**
 * Formats that are asserted by zod schemas, guards and JSON Schemas, unless configured otherwise. All others
 * are annotations, and are left out of the JSON Schemas.
 */
export const ASSERTED_FORMATS: ReadonlySet<string> = new Set(Object.keys(FORMAT_CHECKS));

/** The mode of a format: as configured, otherwise `assert` if there is a check for it. */
export function formatMode(format: string, modes: Readonly<Record<string, FormatMode>>): FormatMode {
  const isKnown = ASSERTED_FORMATS.has(format) || format === "int32";
  if (!isKnown) return "annotate";
  return Object.hasOwn(modes, format) && modes[format] === "annotate" ? "annotate" : "assert";
}

/** The checks of the given formats and their helpers, in order of dependency. */
export function formatHelpers(formats: readonly string[]): readonly FormatHelper[] {
  const found = new Map<string, FormatHelper>();
  const add = (format: string): void => {
    const check = FORMAT_CHECKS[format];
    if (!check || found.has(format)) return;
    for (const need of check.needs ?? []) add(need);
    found.set(format, check);
  };
  for (const format of formats) add(format);
  return [...found.values()];
}

const INT32 = { minimum: -2147483648, maximum: 2147483647 };

/** JSON.parse rounds larger integers. */
const SAFE = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

/** The bounds of an integer: those of its format, narrowed by its keywords. */
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
