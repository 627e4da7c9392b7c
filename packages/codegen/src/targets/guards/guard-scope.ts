import type { NormalisedSchema, SchemaType } from "../../normalise/normalised-document.ts";
import type { ZodScope } from "../zod/zod-scope.ts";
import type { GuardHelperName } from "./guard-helpers.ts";
import type { Locals } from "./locals.ts";

/**
 * What a guard may refer to, and what it leaves behind in the file around it. What a schema has as a constant for zod is
 * a function here.
 */
export interface GuardScope extends Omit<ZodScope, "helper"> {
  /** The name of a helper, which is printed into the file for it. */
  helper(name: GuardHelperName): string;
  /** The constant that holds a pattern. */
  pattern(source: string): string;
  /** The constant that holds an evaluation plan. */
  toPlan(text: string): string;
  /** What a schema asks of values of one type; the same object whenever it is asked for. */
  narrowed(schema: NormalisedSchema, type: SchemaType): NormalisedSchema;
}

/** Where statements are printed. */
export interface Frame {
  readonly scope: GuardScope;
  /** The names that the function around has given. */
  readonly locals: Locals;
}
