import { BARE_FUNCTIONS } from "./bare-functions.ts";
import { childrenOf } from "./children.ts";
import type { CallNode, ExprNode, LiteralNode } from "./nodes.ts";
import { isParenthesised } from "./parentheses.ts";
import { foldExpr } from "./walk-expr.ts";

/**
 * Prints an expression as Druid SQL: names in double quotes, keywords in upper case, no more parentheses than needed.
 * Every {@link ExprNode} can be printed, and `parseExpr` reads it back as the same node.
 *
 * @example
 * printExpr({ kind: "call", function: "TIME_PARSE", args: [{ kind: "column", name: "timestamp" }] });
 * // => 'TIME_PARSE("timestamp")'
 */
export function printExpr(node: ExprNode): string {
  return printAt(node, 0);
}

/** Recursion is faster for shallow expressions, and would exhaust the stack on a long chain. */
const RECURSION = 64;

function printAt(node: ExprNode, depth: number): string {
  if (depth < RECURSION) return printNode(node, (child) => printAt(child, depth + 1));
  return foldExpr<string>(node, (one, parts) => {
    const children = new Map(childrenOf(one).map((child, index) => [child, parts[index] ?? ""]));
    return printNode(one, (child) => children.get(child) ?? "");
  });
}

type Print = (child: ExprNode) => string;

/** Prints one node; its children are printed by `print`. */
export function printNode(node: ExprNode, print: Print): string {
  switch (node.kind) {
    case "column":
      return node.table === undefined ? quoteName(node.name) : `${quoteName(node.table)}.${quoteName(node.name)}`;
    case "literal":
      return printLiteral(node);
    case "interval":
      return `INTERVAL ${quoteText(node.value)} ${node.unit}${node.to === undefined ? "" : ` TO ${node.to}`}`;
    case "unit":
      return node.unit;
    case "star":
      return "*";
    case "call":
      return printCall(node, print);
    case "array":
      return `ARRAY[${list(node.items, print)}]`;
    case "unary":
      return `${node.operator === "NOT" ? "NOT " : "-"}${operand(node, node.operand, 0, print)}`;
    case "binary":
      return `${operand(node, node.left, 0, print)} ${node.operator} ${operand(node, node.right, 1, print)}`;
    case "case": {
      const branches = node.branches.map((branch) => ` WHEN ${print(branch.when)} THEN ${print(branch.result)}`);
      const head = node.operand === undefined ? "CASE" : `CASE ${print(node.operand)}`;
      const tail = node.otherwise === undefined ? "" : ` ELSE ${print(node.otherwise)}`;
      return `${head}${branches.join("")}${tail} END`;
    }
    case "cast":
      return `CAST(${print(node.operand)} AS ${node.type}${node.size === undefined ? "" : `(${node.size.join(", ")})`})`;
    case "is":
      return `${operand(node, node.operand, 0, print)} IS ${not(node.negated)}${node.test}`;
    case "between": {
      const symmetric = node.symmetric ? "SYMMETRIC " : "";
      const bounds = `${operand(node, node.low, 1, print)} AND ${operand(node, node.high, 2, print)}`;
      return `${operand(node, node.operand, 0, print)} ${not(node.negated)}BETWEEN ${symmetric}${bounds}`;
    }
    case "in":
      return `${operand(node, node.operand, 0, print)} ${not(node.negated)}IN (${list(node.values, print)})`;
    case "like": {
      const escaped = node.escape === undefined ? "" : ` ESCAPE ${operand(node, node.escape, 2, print)}`;
      const pattern = operand(node, node.pattern, 1, print);
      return `${operand(node, node.operand, 0, print)} ${not(node.negated)}LIKE ${pattern}${escaped}`;
    }
    default:
      throw new Error(`unexpected expression: ${JSON.stringify(node satisfies never)}`);
  }
}

/**
 * Writes a name as Druid SQL does: in double quotes, with a double quote in it doubled.
 *
 * @example
 * quoteName('5" disk');
 * // => '"5"" disk"'
 */
export function quoteName(name: string): string {
  // A search is cheaper than a replacement, and few names contain a quote.
  return name.includes('"') ? `"${name.replaceAll('"', '""')}"` : `"${name}"`;
}

/**
 * Writes a text constant as Druid SQL does: in single quotes, with a single quote in it doubled.
 *
 * @example
 * quoteText("Captain's flat");
 * // => "'Captain''s flat'"
 */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function printLiteral(node: LiteralNode): string {
  switch (node.type) {
    case "VARCHAR":
      return quoteText(node.value);
    case "TIMESTAMP":
    case "DATE":
      return `${node.type} ${quoteText(node.value)}`;
    case "BIGINT":
      return String(node.value);
    case "DOUBLE":
      return printDouble(node.value, node.approximate === true);
    case "BOOLEAN":
      return node.value ? "TRUE" : "FALSE";
    case "NULL":
      return "NULL";
    default:
      throw new Error(`unexpected literal: ${JSON.stringify(node satisfies never)}`);
  }
}

/** Always with a point or an exponent, so that it is read as a DOUBLE and not as a BIGINT. */
function printDouble(value: number, approximate: boolean): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  if (text.includes("e")) return text.replace("e", "E").replace("+", "");
  if (approximate) return `${text}E0`;
  return text.includes(".") ? text : `${text}.0`;
}

function printCall(node: CallNode, print: Print): string {
  const call = printCallHead(node, print);
  return node.filter === undefined ? call : `${call} FILTER (WHERE ${print(node.filter)})`;
}

function printCallHead(node: CallNode, print: Print): string {
  const [first, second, third] = node.args;
  if (BARE_FUNCTIONS.has(node.function) && first === undefined) return node.function;
  if (first !== undefined && second !== undefined) {
    switch (node.function) {
      case "EXTRACT":
        return `EXTRACT(${print(first)} FROM ${print(second)})`;
      case "FLOOR_TIME":
        return `FLOOR(${operand(node, first, 0, print)} TO ${print(second)})`;
      case "CEIL_TIME":
        return `CEIL(${operand(node, first, 0, print)} TO ${print(second)})`;
      case "POSITION": {
        const from = third === undefined ? "" : ` FROM ${print(third)}`;
        return `POSITION(${operand(node, first, 0, print)} IN ${print(second)}${from})`;
      }
      case "JSON_OBJECT":
        return `JSON_OBJECT(${pairs(node.args, print)})`;
      default:
    }
  }
  const returning = node.returning === undefined ? "" : ` RETURNING ${node.returning}`;
  return `${node.function}(${node.distinct ? "DISTINCT " : ""}${list(node.args, print)}${returning})`;
}

function pairs(args: readonly ExprNode[], print: Print): string {
  const parts: string[] = [];
  for (const [index, value] of args.entries()) {
    const key = args[index - 1];
    if (index % 2 === 1 && key !== undefined) parts.push(`KEY ${print(key)} VALUE ${print(value)}`);
  }
  return parts.join(", ");
}

/** A child at its place among the children of a node. */
function operand(parent: ExprNode, child: ExprNode, index: number, print: Print): string {
  return isParenthesised(parent, child, index) ? `(${print(child)})` : print(child);
}

function not(negated: boolean): string {
  return negated ? "NOT " : "";
}

function list(nodes: readonly ExprNode[], print: Print): string {
  return nodes.map(print).join(", ");
}
