import {
  type BinaryNode,
  type CallNode,
  type CaseNode,
  columnNamesOf,
  type ExprNode,
  type InNode,
  type LikeNode,
  type LiteralNode,
} from "@starfix/expr";
import { findFunction } from "@starfix/expr/parse";
import { bigintText, doubleText, quoteText } from "../sql-text.ts";
import { AGGREGATES, aggregate } from "./aggregates.ts";
import { arithmetic, negate } from "./arithmetic.ts";
import { compare, condition, conjunction } from "./compare.ts";
import { convert, requireCommonType, timestampLiteral } from "./convert.ts";
import { asTimestamp, cast, concatenate, FUNCTIONS } from "./functions.ts";
import { made, nullOf, refuseExpression, refuseFunction, type Translated } from "./translated.ts";

/** Where names of columns lead. `column` refuses or throws for a name it does not know. */
export interface Scope {
  readonly column: (name: string) => Translated;
  /** A value that is there already for this very expression, computed elsewhere. */
  readonly precomputed?: (node: ExprNode) => Translated | undefined;
  /** Whether aggregates may stand here, outside another aggregate. */
  readonly aggregates: boolean;
}

/**
 * Writes an expression of Druid SQL as DuckDB SQL that gives the same value on every row. It is built from the tree alone:
 * names are looked up, constants are quoted here. Throws RefusedError for what is not reproduced exactly.
 */
export function translate(node: ExprNode, scope: Scope): Translated {
  const ready = scope.precomputed?.(node);
  if (ready !== undefined) return ready;
  const inner = (child: ExprNode): Translated => translate(child, scope);
  switch (node.kind) {
    case "column":
      return scope.column(node.name);
    case "literal":
      return translateLiteral(node);
    case "call":
      return translateCall(node, scope);
    case "unary": {
      const operand = inner(node.operand);
      if (node.operator === "-") return negate(operand);
      return made("BOOLEAN", `(NOT ${condition("NOT", operand).sql})`, operand);
    }
    case "binary":
      return translateBinary(node, scope);
    case "case":
      return translateCase(node, scope);
    case "cast":
      return cast(node.operand, inner(node.operand), node.type);
    case "is": {
      const operand = inner(node.operand);
      const not = node.negated ? "NOT " : "";
      if (node.test === "NULL") return made("BOOLEAN", `(${operand.sql} IS ${not}NULL)`, operand);
      const distinct = node.negated ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM";
      const tested = condition(`IS ${not}${node.test}`, operand);
      return made("BOOLEAN", `(${tested.sql} ${distinct} ${node.test})`, operand);
    }
    case "between": {
      const inside = (low: ExprNode, high: ExprNode): Translated =>
        conjunction(
          "AND",
          translateComparison(">=", node.operand, low, scope),
          translateComparison("<=", node.operand, high, scope),
        );
      const forward = inside(node.low, node.high);
      const found = node.symmetric ? conjunction("OR", forward, inside(node.high, node.low)) : forward;
      return node.negated ? made("BOOLEAN", `(NOT ${found.sql})`, found) : found;
    }
    case "in":
      return translateIn(node, scope);
    case "like":
      return translateLike(node, scope);
    case "array":
      return refuseExpression("ARRAY", "DuckDB cannot run ARRAY exactly as Druid does");
    case "interval":
      return refuseExpression("INTERVAL", "DuckDB cannot run INTERVAL exactly as Druid does");
    case "unit":
      return refuseExpression(node.unit, `the unit ${node.unit} stands where a value is expected`);
    case "star":
      return refuseExpression("*", "* stands where a value is expected");
    default:
      throw new Error(`unexpected expression: ${JSON.stringify(node satisfies never)}`);
  }
}

function translateLiteral(node: LiteralNode): Translated {
  const constant = (type: Translated["type"], sql: string): Translated => ({ sql, type, mayFail: false });
  switch (node.type) {
    case "VARCHAR":
      return constant("VARCHAR", quoteText(node.value));
    case "BIGINT":
      return constant("BIGINT", bigintText(node.value));
    case "DOUBLE":
      return constant("DOUBLE", doubleText(node.value));
    case "BOOLEAN":
      return constant("BOOLEAN", node.value ? "TRUE" : "FALSE");
    case "NULL":
      return constant("NULL", "NULL");
    case "TIMESTAMP":
    case "DATE": {
      const millis = timestampLiteral(node.value);
      if (millis !== undefined) return constant("TIMESTAMP", bigintText(millis));
      return refuseExpression(node.type, `${node.type} '${node.value}': expected yyyy-MM-dd or yyyy-MM-dd HH:mm:ss`);
    }
    default:
      throw new Error(`unexpected literal: ${JSON.stringify(node satisfies never)}`);
  }
}

function translateCall(node: CallNode, scope: Scope): Translated {
  if (findFunction(node.function) === undefined)
    refuseFunction(node.function, `Druid SQL has no function ${node.function}`);
  if (node.returning !== undefined) refuseFunction(node.function);
  if (AGGREGATES.has(node.function)) return translateAggregate(node, scope);
  const rule = FUNCTIONS.get(node.function);
  if (rule === undefined || node.distinct || node.filter !== undefined) return refuseFunction(node.function);
  const args = node.args.map((arg) =>
    arg.kind === "unit" ? { sql: "", type: "VARCHAR" as const, mayFail: false } : translate(arg, scope),
  );
  return rule({ name: node.function, args, nodes: node.args });
}

function translateAggregate(node: CallNode, scope: Scope): Translated {
  if (!scope.aggregates) refuseExpression(node.function, `the aggregate ${node.function} cannot stand here`);
  if (node.distinct)
    refuseFunction(node.function, `DuckDB cannot run ${node.function}(DISTINCT …) exactly as Druid does`);
  const rows: Scope = { ...scope, aggregates: false };
  const star = node.args.length === 1 && node.args[0]?.kind === "star";
  const args = star ? [] : node.args.map((arg) => translate(arg, rows));
  if (!star && node.function === "COUNT" && args.length === 0) refuseFunction("COUNT", "COUNT takes one argument or *");
  const filter = node.filter === undefined ? undefined : condition("FILTER", translate(node.filter, rows));
  return aggregate(node.function, args, filter);
}

function translateBinary(node: BinaryNode, scope: Scope): Translated {
  const { operator, left, right } = node;
  switch (operator) {
    case "AND":
    case "OR":
      return conjunction(operator, translate(left, scope), translate(right, scope));
    case "||":
      return concatenate("||", translate(left, scope), translate(right, scope));
    case "+":
    case "-":
    case "*":
    case "/":
      // Druid's planner computes this one, and fails.
      if (operator === "/" && isZero(right) && columnNamesOf(left).length === 0) {
        return refuseExpression("/", "/ by zero: both sides are constants");
      }
      return arithmetic(operator, translate(left, scope), translate(right, scope));
    default:
      return translateComparison(operator, left, right, scope);
  }
}

function isZero(node: ExprNode): boolean {
  return node.kind === "literal" && (node.type === "BIGINT" || node.type === "DOUBLE") && Number(node.value) === 0;
}

type Comparison = Parameters<typeof compare>[0];

function translateComparison(operator: Comparison, left: ExprNode, right: ExprNode, scope: Scope): Translated {
  const [a, b] = [translate(left, scope), translate(right, scope)];
  if (a.type === "TIMESTAMP" && b.type === "VARCHAR") return compare(operator, a, asTimestamp(right) ?? b);
  if (b.type === "TIMESTAMP" && a.type === "VARCHAR") return compare(operator, asTimestamp(left) ?? a, b);
  return compare(operator, a, b);
}

function translateCase(node: CaseNode, scope: Scope): Translated {
  const { operand, otherwise } = node;
  const whens = node.branches.map((branch) =>
    operand === undefined
      ? condition("CASE WHEN", translate(branch.when, scope))
      : translateComparison("=", operand, branch.when, scope),
  );
  const results = node.branches.map((branch) => translate(branch.result, scope));
  const last = otherwise === undefined ? undefined : translate(otherwise, scope);
  const values = last === undefined ? results : [...results, last];
  const type = requireCommonType("CASE", values);
  const branches = whens.map((when, index) => {
    const result = results[index];
    return ` WHEN ${when.sql} THEN ${result === undefined ? nullOf(type) : convert(result, type)}`;
  });
  const end = last === undefined ? nullOf(type) : convert(last, type);
  return made(type, `(CASE${branches.join("")} ELSE ${end} END)`, ...whens, ...values);
}

function translateLike(node: LikeNode, scope: Scope): Translated {
  const text = translate(node.operand, scope);
  const pattern = translate(node.pattern, scope);
  const escaper = node.escape === undefined ? undefined : translate(node.escape, scope);
  const constant = node.pattern.kind === "literal" && (node.escape === undefined || node.escape.kind === "literal");
  if (
    text.type !== "VARCHAR" ||
    pattern.type !== "VARCHAR" ||
    (escaper?.type ?? "VARCHAR") !== "VARCHAR" ||
    !constant
  ) {
    return refuseExpression(
      "LIKE",
      "DuckDB cannot run LIKE exactly as Druid does but for a text and a constant pattern",
    );
  }
  const found = made("BOOLEAN", `starfix_like(${text.sql}, ${pattern.sql}, ${escaper?.sql ?? "''"})`, text);
  return node.negated ? made("BOOLEAN", `(NOT ${found.sql})`, found) : found;
}

/** With a null among the values, a row that matches none of them gives null, as in Druid and in DuckDB. */
function translateIn(node: InNode, scope: Scope): Translated {
  const [first, ...rest] = node.values.map((value) => translateComparison("=", node.operand, value, scope));
  if (first === undefined) return refuseExpression("IN", "IN takes at least one value");
  const found = rest.reduce((left, right) => conjunction("OR", left, right), first);
  return node.negated ? made("BOOLEAN", `(NOT ${found.sql})`, found) : found;
}
