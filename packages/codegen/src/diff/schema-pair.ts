import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import type { Difference } from "./change.ts";

/** A schema, after following references, and its pointer. */
export interface SchemaAt {
  readonly schema: NormalisedSchema;
  readonly pointer: string;
  /** The name of its component, if it is one. */
  readonly name?: string;
}

/**
 * Kind of an edge between pairs.
 *
 * - `plain`: a difference there is a difference here.
 * - `strict`: another schema describes the same value, so shifts count, too.
 * - `silent`: only whether there is any difference matters (`not`, `if`).
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

/** Matched members of two unions. Whether a `oneOf` stays exclusive is decided after all pairs are compared. */
export interface UnionClaim {
  readonly oldIsExclusive: boolean;
  readonly newIsExclusive: boolean;
  readonly matches: readonly UnionMatch[];
  readonly onlyOld: readonly SchemaAt[];
  readonly onlyNew: readonly SchemaAt[];
}

/** Pairs that must not differ, since the effect of a difference cannot be decided. */
export interface EqualityClaim {
  readonly pairs: readonly SchemaPair[];
  readonly text: string;
}

/** An old schema and the new one in its place, with their own differences. Those of subschemas are at the edges. */
export interface SchemaPair {
  readonly old: SchemaAt;
  readonly new: SchemaAt;
  /** The name in messages, such as `Pet.tags[]`. */
  readonly label: string;
  readonly differences: Difference[];
  readonly edges: Edge[];
  readonly unions: UnionClaim[];
  readonly equalities: EqualityClaim[];
}
