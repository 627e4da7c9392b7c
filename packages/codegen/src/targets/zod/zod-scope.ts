import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import type { HelperName } from "./helpers.ts";

/** What an expression may refer to, and what it leaves behind in the file around it. */
export interface ZodScope {
  /** Integers that JavaScript holds exactly, or all numbers without a fraction, as JSON Schema has it. */
  readonly integers: "safe" | "any";
  /** Whether strings are held to a format. */
  asserts(format: string): boolean;
  /** The schema of a component. */
  reference(component: string): string;
  /** What a component says; nothing where the user has put something in its place. */
  schemaOf(component: string): NormalisedSchema | undefined;
  /** The name of a helper, which is printed into the file for it. */
  helper(name: HelperName): string;
  /** The name of the check of a format, which is printed into the file for it. */
  formatCheck(format: string): string;
  /** The constant that a schema has been given, if any. */
  constantOf(schema: NormalisedSchema): string | undefined;
  /** Gives a schema a constant of its own, since it is needed in two places. */
  toConstant(schema: NormalisedSchema): string;
  /** The constant that says which members of a value a component has looked at; absent where it looks at none. */
  planOf(component: string, kind: PlanKind): string | undefined;
}

/** Whether names of properties or indexes of items are counted as evaluated. */
export type PlanKind = "items" | "properties";
