import type { ExprNode } from "@starfix/expr";
import type { DataType } from "@starfix/schema";
import type { S3ConnectionNode } from "../connection/s3-connection-node.ts";
import type { Origin } from "../origin.ts";

/** An expression as it was given: built, or as SQL text that is not parsed yet. */
export type ExpressionNode =
  | { readonly kind: "built"; readonly node: ExprNode }
  | { readonly kind: "sql"; readonly sql: string };

/** How the objects are named, exactly one way. */
export type SelectionNode =
  | { readonly uris: readonly string[] }
  | { readonly objects: readonly string[] }
  | { readonly prefixes: readonly string[] }
  | { readonly pattern: string };

export interface InputFieldNode {
  readonly name: string;
  readonly dataType: DataType;
}

export interface MappingNode {
  readonly column: string;
  readonly expression: ExpressionNode;
}

export interface TargetNode {
  readonly table: string;
  readonly createIfMissing: boolean;
}

/** A complete batch job. */
export interface BatchJobNode {
  readonly kind: "job";
  /** Without one, the name under which the job is exported is its id. */
  readonly id: string | undefined;
  readonly origin: Origin;
  readonly connection: S3ConnectionNode;
  readonly selection: SelectionNode;
  readonly format: "nd-json" | undefined;
  readonly input: readonly InputFieldNode[];
  readonly target: TargetNode;
  readonly filter: ExpressionNode | undefined;
  readonly mappings: readonly MappingNode[];
  readonly maxParseExceptions: number | undefined;
}
