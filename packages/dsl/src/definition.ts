import type { ConnectionNode } from "./connection/connection-node.ts";
import type { JobNode } from "./job/job-node.ts";
import type { Branches, CreatedDefinition } from "./origin.ts";
import type { TableNode } from "./table/table-node.ts";

/** What the compiler takes from a builder. */
export type DefinitionNode = ConnectionNode | TableNode | JobNode;

/**
 * Grows when a node changes its shape, so that a compiler that meets a builder of another copy of this package knows
 * whether it can read it.
 */
export const definitionFormat = 2;

/** What a builder tells of itself, complete or not; see `definitionMarkOf()`. */
export interface DefinitionMark extends Omit<CreatedDefinition, "branches"> {
  /** The builders that were derived from it; undefined when nothing listened. */
  readonly branches?: Branches | undefined;
  readonly format: number;
}

/**
 * A complete definition: nothing is missing any more, and the compiler can take its node.
 * A builder that lacks something is refused with what to call, as in `Type '"call .map(columns)"' is not assignable to type 'never'`.
 */
export interface Definition<TNode = DefinitionNode> {
  /** Type only: what to call next; `never` when nothing is missing. The blank hides it from completion. */
  readonly " incomplete": never;
  /** The definition as frozen data. */
  toNode(): TNode;
}
