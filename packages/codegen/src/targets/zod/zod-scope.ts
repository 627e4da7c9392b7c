import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import type { HelperName } from "./helpers.ts";

/** The declarations of the generated file that expressions refer to and add. */
export interface ZodScope {
  /** `safe`: integers that JavaScript represents exactly; `any`: all numbers without a fraction, as in JSON Schema. */
  readonly integers: "safe" | "any";
  /** Whether a format is checked. */
  asserts(format: string): boolean;
  /** The expression that accepts the same values as a schema, printed at an indentation. */
  expressionOf(schema: NormalisedSchema, indent: string): string;
  /** The expression that refers to a component. */
  reference(component: string): string;
  /** The schema of a component; undefined if it has an override. */
  schemaOf(component: string): NormalisedSchema | undefined;
  /** The name of a helper, which is added to the file. */
  helper(name: HelperName): string;
  /** The name of the check of a format, which is added to the file. */
  formatCheck(format: string): string;
  /** The name of the constant of a schema, if it has one. */
  constantOf(schema: NormalisedSchema): string | undefined;
  /** Creates a constant for a schema that is used in two places. */
  toConstant(schema: NormalisedSchema): string;
  /** The name of the evaluation plan of a component; undefined if it evaluates nothing. */
  planOf(component: string, kind: PlanKind): string | undefined;
}

/** Whether a plan is about properties or items. */
export type PlanKind = "items" | "properties";
