import {
  type BetweenNode,
  type BinaryNode,
  type CallNode,
  type CaseNode,
  type ComparisonOperator,
  columnNamesOf,
  type ExprNode,
  type InNode,
  type LikeNode,
  type LiteralNode,
} from "@starfix/expr";
import { findFunction } from "@starfix/expr/parse";
import { bigintText, doubleText, quoteText } from "../sql-text.ts";
import { AGGREGATES, aggregate } from "./aggregates.ts";
import { type ArithmeticOperator, arithmeticChain, negate } from "./arithmetic.ts";
import { compare, condition, conjunction, isAmong } from "./compare.ts";
import { convert, requireCommonType, timestampLiteral } from "./convert.ts";
import { asTimestamp, cast, concatenate, FUNCTIONS } from "./functions.ts";
import {
  leaf,
  made,
  madeDeep,
  nullOf,
  refuseExpression,
  refuseFunction,
  type Translated,
  USUAL_LEVELS,
} from "./translated.ts";

/** Where names of columns lead. `column` refuses or throws for a name it does not know. */
export interface Scope {
  readonly column: (name: string) => Translated;
  /** A value that has been computed elsewhere for this very expression. */
  readonly precomputed?: (node: ExprNode) => Translated | undefined;
  /** Whether aggregates are allowed, outside another aggregate. */
  readonly aggregates: boolean;
  /** Levels of the expression above this one; a chain of one operator is one level. */
  readonly level?: number;
}

/** Nesting of the expression itself; a chain of one operator counts once. */
const MAX_LEVELS = 250;
/** DuckDB takes 1,000 levels, and its time grows with the square of them. */
const MAX_DEPTH = 800;
/** Some constructs hold an operand more than once, so nesting them multiplies the text. */
const MAX_SQL_LENGTH = 4 * 1024 * 1024;

/**
 * Writes an expression of Druid SQL as DuckDB SQL that gives the same value on every row. It is built from the tree alone:
 * names are looked up, constants are quoted here. Throws RefusedError for what is not reproduced exactly.
 */
export function translate(node: ExprNode, scope: Scope): Translated {
  const level = (scope.level ?? 0) + 1;
  if (level > MAX_LEVELS) refuseNesting();
  const value = scope.precomputed?.(node) ?? translateNode(node, { ...scope, level });
  if (value.depth > MAX_DEPTH) refuseNesting();
  if (value.sql.length > MAX_SQL_LENGTH) {
    const limit = `${MAX_SQL_LENGTH} characters`;
    refuseExpression("length", `the expression is too long: its translation has more than ${limit}; split it up`);
  }
  return value;
}

function refuseNesting(): never {
  const limits = `at most ${MAX_LEVELS} levels, or ${MAX_DEPTH} in DuckDB's SQL`;
  return refuseExpression("nesting", `the expression nests too deep: expected ${limits}; split it up`);
}

function translateNode(node: ExprNode, scope: Scope): Translated {
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
    case "between":
      return translateBetween(node, scope);
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
  switch (node.type) {
    case "VARCHAR":
      return leaf("VARCHAR", quoteText(node.value));
    case "BIGINT":
      return leaf("BIGINT", bigintText(node.value));
    case "DOUBLE":
      return leaf("DOUBLE", doubleText(node.value));
    case "BOOLEAN":
      return leaf("BOOLEAN", node.value ? "TRUE" : "FALSE");
    case "NULL":
      return leaf("NULL", "NULL");
    case "TIMESTAMP":
    case "DATE": {
      const millis = timestampLiteral(node.value);
      if (millis !== undefined) return leaf("TIMESTAMP", bigintText(millis));
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
  const args = node.args.map((arg) => (arg.kind === "unit" ? leaf("VARCHAR", "") : translate(arg, scope)));
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
      return conjunction(
        operator,
        chainOf(node, [operator]).map((link) => translate(link.operand, scope)),
      );
    case "||":
      return concatenate(
        "||",
        chainOf(node, [operator]).map((link) => translate(link.operand, scope)),
      );
    case "+":
    case "-":
      return translateChain(chainOf(node, ["+", "-"]), scope);
    case "*":
      return translateChain(chainOf(node, ["*"]), scope);
    case "/":
      // Druid's planner computes this one, and fails.
      if (isZero(right) && columnNamesOf(left).length === 0) {
        return refuseExpression("/", "/ by zero: both sides are constants");
      }
      return translateChain([{ operand: left }, { operator, operand: right }], scope);
    default:
      return comparison(operator, operandOf(left, scope), operandOf(right, scope));
  }
}

interface Link {
  /** Absent for the first operand. */
  readonly operator?: BinaryNode["operator"];
  readonly operand: ExprNode;
}

/** The operands of a chain that leans to the left, `a + b - c`, in order; without recursion. */
function chainOf(node: BinaryNode, operators: readonly BinaryNode["operator"][]): readonly Link[] {
  const links: Link[] = [];
  let rest: ExprNode = node;
  while (rest.kind === "binary" && operators.includes(rest.operator)) {
    links.push({ operator: rest.operator, operand: rest.right });
    rest = rest.left;
  }
  return [...links, { operand: rest }].reverse();
}

function translateChain(links: readonly Link[], scope: Scope): Translated {
  const second = links[1]?.operator as ArithmeticOperator;
  return arithmeticChain(
    links.map(({ operator, operand }) => ({
      // Only chains of arithmetic come here.
      operator: (operator as ArithmeticOperator | undefined) ?? (second === "*" ? "*" : "+"),
      value: translate(operand, scope),
    })),
  );
}

function isZero(node: ExprNode): boolean {
  return node.kind === "literal" && (node.type === "BIGINT" || node.type === "DOUBLE") && Number(node.value) === 0;
}

/** A side of a comparison, translated once, with its node: a constant text next to a time is read as a time. */
interface Operand {
  readonly node: ExprNode;
  readonly value: Translated;
}

function operandOf(node: ExprNode, scope: Scope): Operand {
  return { node, value: translate(node, scope) };
}

function comparison(operator: ComparisonOperator, left: Operand, right: Operand): Translated {
  const [a, b] = aligned(left, right);
  return compare(operator, a, b);
}

function aligned(left: Operand, right: Operand): [Translated, Translated] {
  const [a, b] = [left.value, right.value];
  if (a.type === "TIMESTAMP" && b.type === "VARCHAR") return [a, asTimestamp(right.node) ?? b];
  if (b.type === "TIMESTAMP" && a.type === "VARCHAR") return [asTimestamp(left.node) ?? a, b];
  return [a, b];
}

function translateBetween(node: BetweenNode, scope: Scope): Translated {
  const [operand, low, high] = [node.operand, node.low, node.high].map((part) => operandOf(part, scope)) as [
    Operand,
    Operand,
    Operand,
  ];
  const inside = (from: Operand, to: Operand): Translated =>
    conjunction("AND", [comparison(">=", operand, from), comparison("<=", operand, to)]);
  const forward = inside(low, high);
  const found = node.symmetric ? conjunction("OR", [forward, inside(high, low)]) : forward;
  return node.negated ? made("BOOLEAN", `(NOT ${found.sql})`, found) : found;
}

function translateCase(node: CaseNode, scope: Scope): Translated {
  const { otherwise } = node;
  const operand = node.operand === undefined ? undefined : operandOf(node.operand, scope);
  const whens = node.branches.map((branch) =>
    operand === undefined
      ? condition("CASE WHEN", translate(branch.when, scope))
      : comparison("=", operand, operandOf(branch.when, scope)),
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
  return madeDeep(USUAL_LEVELS, type, `(CASE${branches.join("")} ELSE ${end} END)`, [...whens, ...values]);
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

function translateIn(node: InNode, scope: Scope): Translated {
  if (node.values.length === 0) return refuseExpression("IN", "IN takes at least one value");
  const operand = operandOf(node.operand, scope);
  const found = isAmong(
    node.values.map((value) => {
      const [left, right] = aligned(operand, operandOf(value, scope));
      return { operand: left, value: right };
    }),
  );
  return node.negated ? made("BOOLEAN", `(NOT ${found.sql})`, found) : found;
}
