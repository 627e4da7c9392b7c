import type { NormalisedSchema, SchemaType } from "../../normalise/normalised-document.ts";
import type { ZodScope } from "../zod/zod-scope.ts";
import type { Check } from "./checks.ts";
import type { GuardHelperName } from "./guard-helpers.ts";
import type { Locals } from "./locals.ts";

/**
 * The declarations of the generated file that guards refer to and add. A constant of a schema is
 * a function here.
 */
export interface GuardScope extends Omit<ZodScope, "expressionOf" | "helper"> {
  /** The checks of a value for a schema. */
  checksOf(schema: NormalisedSchema, value: string, frame: Frame): Check[];
  /** The name of a helper, which is added to the file. */
  helper(name: GuardHelperName): string;
  /** The name of the constant for a pattern. */
  pattern(source: string): string;
  /** The name of the constant for an evaluation plan. */
  toPlan(text: string): string;
  /** The keywords of a schema for values of one type; the same object for each call. */
  narrowed(schema: NormalisedSchema, type: SchemaType): NormalisedSchema;
}

/** The function in which statements are printed. */
export interface Frame {
  readonly scope: GuardScope;
  /** Names of local variables in the function. */
  readonly locals: Locals;
}
