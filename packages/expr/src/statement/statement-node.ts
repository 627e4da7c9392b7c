import type { ExprNode, Span } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";

interface Placed {
  readonly span: Span;
}

/** One INSERT or REPLACE. */
export interface StatementNode extends Placed {
  readonly verb: "INSERT" | "REPLACE";
  readonly target: TargetNode;
  /** Of a REPLACE. */
  readonly overwrite?: OverwriteNode;
  readonly query: QueryTree;
  readonly partitionedBy: PartitionNode;
  readonly clusteredBy: readonly SortNode[];
  /** What the expressions of the statement hold beyond those of a definition, by the name of the column in its place. */
  readonly parts: ReadonlyMap<string, StatementPart>;
}

export interface TargetNode extends Placed {
  readonly schema?: string;
  readonly table: string;
  /** A list of columns, which Druid does not take. */
  readonly columns?: Span;
}

/** Without a condition, all rows. */
export interface OverwriteNode extends Placed {
  readonly where?: ExprNode;
}

/** `all` and the other granularities in lower case, or a period such as `PT2H`. */
export interface PartitionNode extends Placed {
  readonly granularity: string;
  /** Whether it is one of the lengths of Druid. */
  readonly known: boolean;
}

/** A query with all that may stand around it. */
export interface QueryTree extends Placed {
  readonly with: readonly CommonTable[];
  readonly body: QueryBody;
  readonly orderBy: readonly SortNode[];
  readonly limit?: Span;
  readonly offset?: Span;
}

export interface CommonTable extends Placed {
  readonly name: string;
  readonly columns?: readonly string[];
  readonly query: QueryTree;
}

export type QueryBody =
  | SelectNode
  | ({
      readonly kind: "set";
      readonly operator: string;
      readonly left: QueryTree;
      readonly right: QueryTree;
    } & Placed)
  | ({ readonly kind: "values"; readonly rows: readonly (readonly ExprNode[])[] } & Placed);

export interface SelectNode extends Placed {
  readonly kind: "select";
  readonly items: readonly SelectedNode[];
  readonly from?: RelationNode;
  readonly where?: ExprNode;
  /** Absent without GROUP BY; `()` and the sets of GROUPING SETS, CUBE and ROLLUP are one list. */
  readonly groupBy?: readonly ExprNode[];
  readonly having?: ExprNode;
}

export type SelectedNode =
  | ({ readonly kind: "all"; readonly table?: string } & Placed)
  | ({ readonly kind: "expr"; readonly expr: ExprNode; readonly alias?: string } & Placed);

export interface SortNode extends Placed {
  readonly expr: ExprNode;
  readonly descending: boolean;
}

interface Named extends Placed {
  readonly alias?: string;
  readonly aliasColumns?: readonly string[];
}

export type RelationNode =
  | ({ readonly kind: "table"; readonly path: readonly string[] } & Named)
  | ({ readonly kind: "subquery"; readonly query: QueryTree } & Named)
  | FunctionRelation
  | ({ readonly kind: "unnest"; readonly args: readonly ExprNode[] } & Named)
  /** What is read over, such as PIVOT: its columns are not known. */
  | ({ readonly kind: "unknown"; readonly of: RelationNode } & Named)
  | ({
      readonly kind: "join";
      readonly left: RelationNode;
      readonly right: RelationNode;
      readonly on?: ExprNode;
      /** Names that both sides have. */
      readonly using?: readonly string[];
      readonly natural: boolean;
    } & Placed);

/** A table function: `TABLE(EXTERN(…)) EXTEND (…)`. */
export type FunctionRelation = {
  readonly kind: "function";
  readonly name: string;
  readonly args: readonly FunctionArgument[];
  readonly extend?: readonly ExtendedColumn[];
} & Named;

export interface FunctionArgument extends Placed {
  /** In upper case, of `name => value`. */
  readonly name?: string;
  readonly value: ExprNode;
}

export interface ExtendedColumn extends Placed {
  readonly name: string;
  readonly type: SqlType;
  /** The type as it is written. */
  readonly written: string;
}

/** What an expression of a statement can hold, and an expression of a definition cannot. */
export type StatementPart =
  | { readonly kind: "subquery"; readonly query: QueryTree }
  | {
      readonly kind: "window";
      readonly call: ExprNode;
      readonly exprs: readonly ExprNode[];
    }
  | { readonly kind: "parameter" }
  | { readonly kind: "niladic"; readonly name: string }
  /** SQL that is not read here. */
  | { readonly kind: "unknown" };
