import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import type { Difference } from "./change.ts";

/** A schema that says something itself (references were followed), and where it stands. */
export interface SchemaAt {
  readonly schema: NormalisedSchema;
  readonly pointer: string;
  /** The component that it is, where it is one. */
  readonly name?: string;
}

/**
 * How a pair leads to another one.
 *
 * - `plain`: what differs there differs here.
 * - `strict`: another schema speaks about the same value, so that shifts count, too.
 * - `silent`: it is only asked whether anything differs there (`not`, `if`).
 */
export type EdgeKind = "plain" | "strict" | "silent";

export interface Edge {
  readonly to: SchemaPair;
  readonly kind: EdgeKind;
}

export interface UnionMatch {
  readonly old: SchemaAt;
  readonly new: SchemaAt;
  readonly pair: SchemaPair;
}

/** How members of two unions were matched. Whether a `oneOf` stays exclusive is known when all pairs are compared. */
export interface UnionClaim {
  readonly oldIsExclusive: boolean;
  readonly newIsExclusive: boolean;
  readonly matches: readonly UnionMatch[];
  readonly onlyOld: readonly SchemaAt[];
  readonly onlyNew: readonly SchemaAt[];
}

/** Pairs that must not differ at all, as it cannot be told what a difference does. */
export interface EqualityClaim {
  readonly pairs: readonly SchemaPair[];
  readonly text: string;
}

/** An old schema and the new one in its place, with what differs right there. What differs further in is at the edges. */
export interface SchemaPair {
  readonly old: SchemaAt;
  readonly new: SchemaAt;
  /** What people call it, such as `Pet.tags[]`. */
  readonly label: string;
  readonly differences: Difference[];
  readonly edges: Edge[];
  readonly unions: UnionClaim[];
  readonly equalities: EqualityClaim[];
}
