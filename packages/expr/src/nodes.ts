/** The place of a node in the text it was parsed from: offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Only a parsed node has a span. It takes no part in comparisons: two nodes are equal whatever their spans. */
interface Spanned {
  readonly span?: Span;
}

export interface ColumnNode extends Spanned {
  readonly kind: "column";
  readonly name: string;
  /** The table, or its alias, that is written before the name: in statements only. */
  readonly table?: string;
}

/**
 * A constant. `BIGINT` carries a bigint, `DOUBLE` a finite number, `TIMESTAMP` and `DATE` the text as written
 * (`2024-01-01 00:00:00`).
 */
export type LiteralNode = Spanned &
  (
    | { readonly kind: "literal"; readonly type: "VARCHAR" | "TIMESTAMP" | "DATE"; readonly value: string }
    | { readonly kind: "literal"; readonly type: "BIGINT"; readonly value: bigint }
    | {
        readonly kind: "literal";
        readonly type: "DOUBLE";
        readonly value: number;
        /** Written with an exponent, `1e3`: the planner's DOUBLE, where `1000.0` is its DECIMAL. */
        readonly approximate?: true;
      }
    | { readonly kind: "literal"; readonly type: "BOOLEAN"; readonly value: boolean }
    | { readonly kind: "literal"; readonly type: "NULL"; readonly value: null }
  );

/** A span of time: `INTERVAL '1' DAY`, `INTERVAL '1 02:03' DAY TO MINUTE`. */
export interface IntervalNode extends Spanned {
  readonly kind: "interval";
  readonly value: string;
  readonly unit: TimeUnit;
  readonly to?: TimeUnit;
}

/** A bare word that names a unit of time, as an argument: `EXTRACT(DAY FROM …)`, `TIMESTAMPADD(DAY, …)`. */
export interface UnitNode extends Spanned {
  readonly kind: "unit";
  readonly unit: TimeUnit;
}

/** The star of `COUNT(*)`. */
export interface StarNode extends Spanned {
  readonly kind: "star";
}

/**
 * A function call, with its name of the catalogue in upper case. Forms with words of their own are calls too:
 * `EXTRACT(unit FROM x)` is EXTRACT [unit, x]; `FLOOR(x TO unit)` is FLOOR_TIME [x, unit], CEIL likewise;
 * `POSITION(a IN b FROM n)` is POSITION [a, b, n]; `TRIM(BOTH a FROM b)` is BTRIM [b, a], LEADING is LTRIM, TRAILING RTRIM;
 * `JSON_OBJECT(KEY k VALUE v, …)` is JSON_OBJECT [k, v, …].
 */
export interface CallNode extends Spanned {
  readonly kind: "call";
  readonly function: string;
  readonly args: readonly ExprNode[];
  /** `COUNT(DISTINCT x)`. */
  readonly distinct?: true;
  /** `SUM(x) FILTER (WHERE …)`. */
  readonly filter?: ExprNode;
  /** `JSON_VALUE(j, '$.a' RETURNING BIGINT)`. */
  readonly returning?: CastType;
}

/** `ARRAY[1, 2]`. */
export interface ArrayNode extends Spanned {
  readonly kind: "array";
  readonly items: readonly ExprNode[];
}

export interface UnaryNode extends Spanned {
  readonly kind: "unary";
  readonly operator: "-" | "NOT";
  readonly operand: ExprNode;
}

/**
 * An operator with two operands. A chain leans to the left: `a OR b OR c` is `(a OR b) OR c`, so that its tree is as deep as
 * the chain is long. `foldExpr` and `visitExpr` walk any chain; `structuredClone` and `JSON.stringify` exhaust the stack at a
 * few thousand operators.
 */
export interface BinaryNode extends Spanned {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: ExprNode;
  readonly right: ExprNode;
}

export interface CaseBranch {
  readonly when: ExprNode;
  readonly result: ExprNode;
}

/** With an operand: `CASE x WHEN 1 THEN …`; without: `CASE WHEN x = 1 THEN …`. */
export interface CaseNode extends Spanned {
  readonly kind: "case";
  readonly operand?: ExprNode;
  readonly branches: readonly CaseBranch[];
  readonly otherwise?: ExprNode;
}

export interface CastNode extends Spanned {
  readonly kind: "cast";
  readonly operand: ExprNode;
  readonly type: CastType;
  /** The numbers in parentheses of `DECIMAL(10, 2)` or `CHAR(2)`. Druid reads them and ignores them. */
  readonly size?: readonly number[];
}

/** `x IS [NOT] NULL`, `x IS [NOT] TRUE` … */
export interface IsNode extends Spanned {
  readonly kind: "is";
  readonly operand: ExprNode;
  readonly test: "NULL" | "TRUE" | "FALSE" | "UNKNOWN";
  readonly negated: boolean;
}

export interface BetweenNode extends Spanned {
  readonly kind: "between";
  readonly operand: ExprNode;
  readonly low: ExprNode;
  readonly high: ExprNode;
  readonly negated: boolean;
  /** `BETWEEN SYMMETRIC`: the bounds may be in either order. */
  readonly symmetric: boolean;
}

export interface InNode extends Spanned {
  readonly kind: "in";
  readonly operand: ExprNode;
  readonly values: readonly ExprNode[];
  readonly negated: boolean;
}

export interface LikeNode extends Spanned {
  readonly kind: "like";
  readonly operand: ExprNode;
  readonly pattern: ExprNode;
  readonly escape?: ExprNode;
  readonly negated: boolean;
}

/** A Druid SQL expression: plain data with a `kind`. */
export type ExprNode =
  | ColumnNode
  | LiteralNode
  | IntervalNode
  | UnitNode
  | StarNode
  | CallNode
  | ArrayNode
  | UnaryNode
  | BinaryNode
  | CaseNode
  | CastNode
  | IsNode
  | BetweenNode
  | InNode
  | LikeNode;

export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=" | "IS DISTINCT FROM" | "IS NOT DISTINCT FROM";

export type BinaryOperator = "+" | "-" | "*" | "/" | "||" | "AND" | "OR" | ComparisonOperator;

/** A target of CAST, as Druid spells it. */
export type CastType =
  | "VARCHAR"
  | "CHAR"
  | "BIGINT"
  | "INTEGER"
  | "SMALLINT"
  | "TINYINT"
  | "DOUBLE"
  | "FLOAT"
  | "REAL"
  | "DECIMAL"
  | "BOOLEAN"
  | "TIMESTAMP"
  | "DATE"
  | "VARCHAR ARRAY"
  | "BIGINT ARRAY"
  | "DOUBLE ARRAY"
  | "FLOAT ARRAY";

export type TimeUnit =
  | "MILLISECOND"
  | "SECOND"
  | "MINUTE"
  | "HOUR"
  | "DAY"
  | "WEEK"
  | "MONTH"
  | "QUARTER"
  | "YEAR"
  | "DECADE"
  | "CENTURY"
  | "MILLENNIUM"
  | "EPOCH"
  | "DOW"
  | "DOY"
  | "ISODOW"
  | "ISOYEAR";
