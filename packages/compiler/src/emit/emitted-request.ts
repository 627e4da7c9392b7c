import type { DefinitionNode } from "@starfix/dsl";
import type { ExprNode } from "@starfix/expr";
import type { Position } from "../project/position.ts";

/** The request that a definition asks for, before patches, secrets and checks. */
export interface EmittedRequest {
  readonly kind: "connection" | "table" | "job";
  readonly name: string;
  /** Where its issues are shown. */
  readonly position: Position;
  /** Absent for a request that no definition gives. */
  readonly node?: DefinitionNode;
  readonly request: object;
  /** What must exist before this can be applied: `connection:demo-conn`. */
  readonly dependsOn: readonly string[];
  /** The parsed expressions of a job, by JSON pointer. */
  readonly trees?: ReadonlyMap<string, ExprNode> | undefined;
}
