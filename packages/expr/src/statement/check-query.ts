import { closestName } from "../check/closest-name.ts";
import { findAggregate } from "../check/find-aggregate.ts";
import type { ColumnNode, ExprNode, Span } from "../nodes.ts";
import { quoteName } from "../print-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { checkGrouped, checkPart, type ExpressionContext } from "./check-expressions.ts";
import { externColumns } from "./extern-columns.ts";
import { type KnownColumns, OPEN, resolveColumn, type Scope, type ScopeColumn, type ScopeRelation } from "./scope.ts";
import type { StatementIssue } from "./statement-issue.ts";
import type {
  FunctionRelation,
  QueryTree,
  RelationNode,
  SelectNode,
  SortNode,
  StatementNode,
  StatementPart,
} from "./statement-node.ts";

/** What is known around a statement. */
export interface StatementContext {
  /** The columns of a table; undefined where it is not known. */
  readonly table: (name: string) => KnownColumns | undefined;
  /** The columns of a table function other than Druid's own; undefined where it is not known. */
  readonly source?: (call: FunctionRelation) => KnownColumns | undefined;
}

/** A table that a statement reads, by name. */
export interface ReadTable {
  readonly table: string;
  readonly span: Span;
}

/** The columns of a query. */
export interface CheckedQuery extends KnownColumns {
  /** The places of the columns, where they are written out. */
  readonly spans: readonly (Span | undefined)[];
}

/** Checks the queries of one statement. */
export class QueryChecker {
  readonly issues: StatementIssue[] = [];
  readonly reads: ReadTable[] = [];
  readonly calls: FunctionRelation[] = [];
  readonly #context: StatementContext;
  readonly #expressions: ExpressionContext;
  /** CLUSTERED BY, which is the order of the outermost query. */
  readonly #clustering: readonly SortNode[];

  constructor(context: StatementContext, { parts, clusteredBy }: Pick<StatementNode, "parts" | "clusteredBy">) {
    this.#clustering = clusteredBy;
    this.#context = context;
    const report = (issue: StatementIssue): void => {
      this.issues.push(issue);
    };
    const subquery = (query: QueryTree, outer: Scope): void => {
      this.check(query, outer.common ?? new Map(), outer);
    };
    this.#expressions = { parts, report, subquery };
  }

  /** The columns of a query; `common` are the queries that WITH names around it. */
  check(tree: QueryTree, common: CommonTables = new Map(), outer?: Scope): CheckedQuery {
    const known = new Map(common);
    for (const { name, columns, query } of tree.with)
      known.set(name, renamed(this.check(query, known, outer), columns));
    const { body } = tree;
    switch (body.kind) {
      case "select":
        return this.#select(body, tree.orderBy, known, outer);
      case "values": {
        const scope = { relations: [], merged: new Set<string>(), outer, common: known };
        const rows = body.rows.map((row) => row.map((value) => checkPart(value, scope, this.#expressions).type));
        const [first = []] = rows;
        const columns = first.map((_, index) => {
          const type = rows.map((row) => row[index] ?? "OTHER").reduce(sameOr);
          return { name: `EXPR$${index}`, type, unnamed: true } as const;
        });
        return { columns, closed: true, spans: columns.map(() => body.span) };
      }
      case "set": {
        const left = this.check(body.left, known, outer);
        const right = this.check(body.right, known, outer);
        if (left.closed && right.closed && left.columns.length !== right.columns.length) {
          const [expected, received] = [left, right].map(({ columns }) => `${columns.length} columns`);
          const reason = `both sides of ${body.operator} must have as many columns: expected ${expected}, received ${received}`;
          this.#report({ reason, expected: expected ?? "", received: received ?? "", span: startOf(body.right.span) });
        }
        const columns = left.columns.map((column, index) => {
          const other = right.columns[index]?.type;
          return other === undefined ? column : { ...column, type: sameOr(column.type, other) };
        });
        return { ...left, columns };
      }
      default:
        throw new Error(`unexpected query: ${JSON.stringify(body satisfies never)}`);
    }
  }

  #report(issue: Omit<StatementIssue, "code">): void {
    this.issues.push({ code: "clause", ...issue });
  }

  #select(
    select: SelectNode,
    orderBy: readonly SortNode[],
    common: CommonTables,
    outer: Scope | undefined,
  ): CheckedQuery {
    const scope = this.#scope(select.from, common, outer);
    const expressions = this.#expressions;
    const output: (ScopeColumn & { readonly span: Span | undefined })[] = [];
    const selected: (ExprNode | undefined)[] = [];
    let closed = true;
    let grouped = select.groupBy !== undefined || select.having !== undefined;
    for (const item of select.items) {
      if (item.kind === "all") {
        const relations = scope.relations.filter(({ alias }) => item.table === undefined || alias === item.table);
        if (relations.length === 0) this.#noSuchTable(item.table, item.span, scope);
        for (const relation of relations) {
          closed &&= relation.closed && scope.merged !== "all" && scope.merged.size === 0;
          for (const column of relation.columns) {
            output.push({ ...column, span: item.span });
            selected.push(undefined);
          }
        }
        continue;
      }
      const { node, type, aggregate } = checkPart(item.expr, scope, expressions);
      grouped ||= aggregate;
      const column = item.expr.kind === "column" ? item.expr.name : undefined;
      const part = column === undefined ? undefined : expressions.parts.get(column);
      const own = part === undefined ? column : part.kind === "niladic" ? part.name : undefined;
      // What was read over may hold the name that it is given.
      if (item.alias === undefined && part?.kind === "unknown") closed = false;
      const unnamed = item.alias === undefined && own === undefined;
      const name = item.alias ?? own ?? `EXPR$${output.length}`;
      output.push({ name, type, ...(unnamed && part?.kind !== "unknown" && { unnamed }), span: item.span });
      selected.push(node);
    }
    if (select.where !== undefined) this.#condition("WHERE", select.where, scope);
    const keys = (select.groupBy ?? []).map((key) => {
      const node = this.#key(key, scope, selected, closed);
      if (node && findAggregate(node) !== undefined) this.#noKey(key);
      return node;
    });
    const having = select.having && this.#condition("HAVING", select.having, scope, "groups");
    this.#order(orderBy, scope, output, closed);
    // An ordinal of what is not known, and what was read over, may be any column.
    const certain = !keys.includes(undefined) && !hasUnknown(keys, expressions.parts);
    if (grouped && certain) {
      const over = [...selected, having].filter((one) => one !== undefined);
      checkGrouped(
        over,
        keys.filter((key) => key !== undefined),
        expressions,
      );
    }
    const columns = output.map(({ span: _, ...column }) => column);
    return { columns, closed, spans: output.map(({ span }) => span) };
  }

  #noSuchTable(table: string | undefined, span: Span, scope: Scope): void {
    if (table === undefined) return;
    const known = scope.relations.flatMap(({ alias }) => alias ?? []).join(", ") || "none";
    const reason = `unknown table: "${table}" is not in FROM, which has ${known}`;
    this.issues.push({ code: "expression", reason, expected: known, received: table, span });
  }

  /** A key of GROUP BY; undefined where it cannot be said which. */
  #key(
    key: ExprNode,
    scope: Scope,
    selected: readonly (ExprNode | undefined)[],
    closed: boolean,
  ): ExprNode | undefined {
    if (key.kind === "literal" && key.type === "BIGINT") {
      const position = Number(key.value);
      if (closed && (position < 1 || position > selected.length)) this.#noPlace("GROUP BY", key, selected.length);
      return closed ? selected[position - 1] : undefined;
    }
    return checkPart(key, scope, this.#expressions).node;
  }

  #noKey({ span }: ExprNode): void {
    const reason = "GROUP BY: an aggregate cannot be grouped by";
    this.#report({ reason, expected: "a value of each row after GROUP BY", received: "an aggregate", span });
  }

  #noPlace(clause: string, key: ExprNode, count: number): void {
    const received = key.kind === "literal" ? String(key.value) : "";
    const expected = `the place of a column that is selected, 1 to ${count}`;
    this.#report({
      reason: `${clause}: expected ${expected}, received ${received}`,
      expected,
      received,
      span: key.span,
    });
  }

  #condition(clause: string, condition: ExprNode, scope: Scope, of: "rows" | "groups" = "rows"): ExprNode {
    const { node, type, aggregate } = checkPart(condition, scope, this.#expressions);
    const { span } = condition;
    if (aggregate && of === "rows") {
      const reason = `${clause}: an aggregate has no value for a row; write it in HAVING`;
      this.#report({ reason, expected: "a condition on each row", received: "an aggregate", span });
    } else if (type !== "BOOLEAN" && type !== "OTHER" && type !== "NULL") {
      const reason = `${clause}: expected a condition, received a value of type ${type}`;
      this.#report({ reason, expected: "a condition", received: `a value of type ${type}`, span });
    }
    return node;
  }

  /** ORDER BY: places, names of what is selected, and expressions over what is read. */
  #order(items: readonly SortNode[], scope: Scope, output: readonly ScopeColumn[], closed: boolean): void {
    const outputs: ScopeRelation = { alias: undefined, columns: output, closed };
    for (const { expr } of items) {
      if (expr.kind === "literal" && expr.type === "BIGINT") {
        const position = Number(expr.value);
        if (closed && (position < 1 || position > output.length)) this.#noPlace("ORDER BY", expr, output.length);
        continue;
      }
      // A name is that of a column that is selected first.
      if (expr.kind === "column" && expr.table === undefined && output.some(({ name }) => name === expr.name)) continue;
      const seen: Scope = { ...scope, relations: [...scope.relations, outputs], merged: "all" };
      const isPlain = expr.kind === "column" && expr.table === undefined && !this.#expressions.parts.has(expr.name);
      if (items === this.#clustering && isPlain && resolveColumn(expr, seen).kind === "unknown_column") {
        this.issues.push(
          unknownClustering(
            expr,
            output.map(({ name }) => name),
          ),
        );
      } else checkPart(expr, seen, this.#expressions);
    }
  }

  #scope(from: RelationNode | undefined, common: CommonTables, outer: Scope | undefined): Scope {
    const scope: MutableScope = { relations: [], merged: new Set(), outer, common };
    if (from !== undefined) this.#relation(from, scope, common);
    return scope;
  }

  #relation(node: RelationNode, scope: MutableScope, common: CommonTables): void {
    const add = (known: KnownColumns, alias: string | undefined, names: readonly string[] | undefined): void => {
      scope.relations.push({ ...renamed(known, names), alias });
    };
    switch (node.kind) {
      case "table":
        add(this.#table(node, common), node.alias ?? node.path.at(-1), node.aliasColumns);
        return;
      case "subquery":
        add(
          this.check(node.query, common, { ...scope, relations: [...scope.relations] }),
          node.alias,
          node.aliasColumns,
        );
        return;
      case "function":
        this.calls.push(node);
        for (const { name, type, written, span } of node.extend ?? []) this.#extended(name, type, written, span);
        add(externColumns(node) ?? this.#context.source?.(node) ?? OPEN, node.alias, node.aliasColumns);
        return;
      case "unnest": {
        const types = node.args.map((arg) => checkPart(arg, scope, this.#expressions).type);
        const [type = "OTHER"] = types;
        const columns = types.length === 1 ? [{ name: "EXPR$0", type: elementOf(type) }] : [];
        const known = { columns, closed: types.length === 1 };
        add(node.aliasColumns === undefined ? OPEN : known, node.alias, node.aliasColumns);
        return;
      }
      case "unknown": {
        const inner: MutableScope = { relations: [], merged: new Set(), outer: scope, common };
        this.#relation(node.of, inner, common);
        add(OPEN, node.alias, undefined);
        return;
      }
      case "join": {
        this.#relation(node.left, scope, common);
        this.#relation(node.right, scope, common);
        if (node.natural) scope.merged = "all";
        else if (node.using !== undefined && scope.merged !== "all")
          scope.merged = new Set([...scope.merged, ...node.using]);
        if (node.on !== undefined) this.#condition("ON", node.on, scope);
        return;
      }
      default:
        throw new Error(`unexpected relation: ${JSON.stringify(node satisfies never)}`);
    }
  }

  #table({ path, span }: Extract<RelationNode, { readonly kind: "table" }>, common: CommonTables): KnownColumns {
    const table = path.at(-1) ?? "";
    if (path.length === 1) {
      const query = common.get(table);
      if (query !== undefined) return query;
    }
    const schema = path.at(-2) ?? "druid";
    if (schema === "lookup") {
      const columns = ["k", "v"].map((name) => ({ name, type: "VARCHAR" as const }));
      return { columns, closed: true };
    }
    if (schema !== "druid") return OPEN;
    this.reads.push({ table, span });
    return this.#context.table(table) ?? OPEN;
  }

  /** The types that a column of external data can have. */
  #extended(name: string, type: SqlType, written: string, span: Span): void {
    if (type !== "BOOLEAN" && type !== "TIMESTAMP" && type !== "DATE") return;
    const expected = "VARCHAR, BIGINT, DOUBLE, FLOAT, an ARRAY of these, or TYPE('COMPLEX<json>')";
    const reason = `column "${name}" of external data: expected ${expected}, received ${written}; read it as VARCHAR or BIGINT, and convert it after SELECT`;
    this.#report({ reason, expected, received: written, span });
  }
}

/** An issue of a name in CLUSTERED BY. */
export function unknownClustering({ name, span }: ColumnNode, known: readonly string[]): StatementIssue {
  const near = closestName(name, known);
  const expected = `one of ${known.map(quoteName).join(", ")}${near === undefined ? "" : `; did you mean ${quoteName(near)}?`}`;
  const reason = `rows are sorted by ${quoteName(name)}, which is not selected: expected ${expected}`;
  return { code: "unknown_clustering_column", reason, expected, received: quoteName(name), subject: name, span };
}

type CommonTables = ReadonlyMap<string, KnownColumns>;

interface MutableScope extends Scope {
  relations: ScopeRelation[];
  merged: ReadonlySet<string> | "all";
}

/** Names in parentheses after an alias, in the order of the columns. */
function renamed<TColumns extends KnownColumns>(known: TColumns, names: readonly string[] | undefined): KnownColumns {
  if (names === undefined) return known;
  return {
    columns: names.map((name, index) => ({ name, type: known.columns[index]?.type ?? "OTHER" })),
    closed: known.closed || known.columns.length === 0,
  };
}

function sameOr(one: SqlType, other: SqlType): SqlType {
  return one === other || other === "NULL" ? one : one === "NULL" ? other : "OTHER";
}

function elementOf(type: SqlType): SqlType {
  switch (type) {
    case "VARCHAR ARRAY":
      return "VARCHAR";
    case "BIGINT ARRAY":
      return "BIGINT";
    case "DOUBLE ARRAY":
      return "DOUBLE";
    case "FLOAT ARRAY":
      return "FLOAT";
    default:
      return "OTHER";
  }
}

function hasUnknown(keys: readonly (ExprNode | undefined)[], parts: ReadonlyMap<string, StatementPart>): boolean {
  return keys.some((key) => key?.kind === "column" && parts.has(key.name));
}

function startOf({ start }: Span): Span {
  return { start, end: start + 1 };
}
