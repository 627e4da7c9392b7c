import { BARE_FUNCTIONS } from "./bare-functions.ts";
import type { BinaryNode, CallNode, ExprNode, LiteralNode } from "./nodes.ts";

/** How tightly a node holds together, loosest first. An operand that is looser than its place gets parentheses. */
const PRECEDENCE = { or: 1, and: 2, not: 3, compare: 4, add: 5, multiply: 6, minus: 7, atom: 8 } as const;

/**
 * Prints an expression as Druid SQL: names in double quotes, keywords in upper case, no more parentheses than needed.
 * What {@link ExprNode} can hold, it can print, and `parseExpr` reads it back as the same node.
 *
 * @example
 * printExpr({ kind: "call", function: "TIME_PARSE", args: [{ kind: "column", name: "timestamp" }] });
 * // => 'TIME_PARSE("timestamp")'
 */
export function printExpr(node: ExprNode): string {
  switch (node.kind) {
    case "column":
      return quoteName(node.name);
    case "literal":
      return printLiteral(node);
    case "interval":
      return `INTERVAL ${quoteText(node.value)} ${node.unit}${node.to === undefined ? "" : ` TO ${node.to}`}`;
    case "unit":
      return node.unit;
    case "star":
      return "*";
    case "call":
      return printCall(node);
    case "array":
      return `ARRAY[${list(node.items)}]`;
    case "unary":
      return printUnary(node.operator, node.operand);
    case "binary": {
      const own = precedenceOf(node);
      // Readers disagree about comparisons that chain: both sides must hold tighter. The others lean to the left.
      const left = operandBeside(node, node.left, own === PRECEDENCE.compare ? own + 1 : own);
      return `${left} ${node.operator} ${operandBeside(node, node.right, own + 1)}`;
    }
    case "case": {
      const branches = node.branches.map(
        (branch) => ` WHEN ${printExpr(branch.when)} THEN ${printExpr(branch.result)}`,
      );
      const head = node.operand === undefined ? "CASE" : `CASE ${printExpr(node.operand)}`;
      const tail = node.otherwise === undefined ? "" : ` ELSE ${printExpr(node.otherwise)}`;
      return `${head}${branches.join("")}${tail} END`;
    }
    case "cast":
      return `CAST(${printExpr(node.operand)} AS ${node.type}${node.size === undefined ? "" : `(${node.size.join(", ")})`})`;
    case "is":
      return `${tested(node.operand)} IS ${not(node.negated)}${node.test}`;
    case "between": {
      const symmetric = node.symmetric ? "SYMMETRIC " : "";
      return `${tested(node.operand)} ${not(node.negated)}BETWEEN ${symmetric}${tested(node.low)} AND ${tested(node.high)}`;
    }
    case "in":
      return `${tested(node.operand)} ${not(node.negated)}IN (${list(node.values)})`;
    case "like": {
      const escaped = node.escape === undefined ? "" : ` ESCAPE ${tested(node.escape)}`;
      return `${tested(node.operand)} ${not(node.negated)}LIKE ${tested(node.pattern)}${escaped}`;
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
  // To look first is cheaper than to replace, and nearly no name holds one.
  return name.includes('"') ? `"${name.replaceAll('"', '""')}"` : `"${name}"`;
}

function quoteText(text: string): string {
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

function printCall(node: CallNode): string {
  const call = printCallHead(node);
  return node.filter === undefined ? call : `${call} FILTER (WHERE ${printExpr(node.filter)})`;
}

function printCallHead(node: CallNode): string {
  const [first, second, third] = node.args;
  if (BARE_FUNCTIONS.has(node.function) && first === undefined) return node.function;
  if (first !== undefined && second !== undefined) {
    switch (node.function) {
      case "EXTRACT":
        return `EXTRACT(${printExpr(first)} FROM ${printExpr(second)})`;
      case "FLOOR_TIME":
        return `FLOOR(${beforeTo(first)} TO ${printExpr(second)})`;
      case "CEIL_TIME":
        return `CEIL(${beforeTo(first)} TO ${printExpr(second)})`;
      case "POSITION": {
        const from = third === undefined ? "" : ` FROM ${printExpr(third)}`;
        return `POSITION(${tested(first)} IN ${printExpr(second)}${from})`;
      }
      case "JSON_OBJECT":
        return `JSON_OBJECT(${pairs(node.args)})`;
      default:
    }
  }
  const returning = node.returning === undefined ? "" : ` RETURNING ${node.returning}`;
  return `${node.function}(${node.distinct ? "DISTINCT " : ""}${list(node.args)}${returning})`;
}

/** An interval at the end of an operand would take the TO for its own: `INTERVAL '1' DAY TO HOUR`. */
function beforeTo(node: ExprNode): string {
  return node.kind === "interval" ? `(${printExpr(node)})` : operand(node, PRECEDENCE.atom);
}

function pairs(args: readonly ExprNode[]): string {
  const parts: string[] = [];
  for (const [index, value] of args.entries()) {
    const key = args[index - 1];
    if (index % 2 === 1 && key !== undefined) parts.push(`KEY ${printExpr(key)} VALUE ${printExpr(value)}`);
  }
  return parts.join(", ");
}

function printUnary(operator: "-" | "NOT", inner: ExprNode): string {
  if (operator === "NOT") return `NOT ${operand(inner, PRECEDENCE.not)}`;
  // "--" would start a comment, and "-1" is a literal of its own.
  const bare = inner.kind !== "unary" && !(inner.kind === "literal" && typeof inner.value !== "string");
  return bare ? `-${operand(inner, PRECEDENCE.minus)}` : `-(${printExpr(inner)})`;
}

function precedenceOf(node: ExprNode): number {
  if (node.kind === "unary") return node.operator === "NOT" ? PRECEDENCE.not : PRECEDENCE.minus;
  if (node.kind === "is" || node.kind === "between" || node.kind === "in" || node.kind === "like") {
    return PRECEDENCE.compare;
  }
  if (node.kind !== "binary") return PRECEDENCE.atom;
  switch (node.operator) {
    case "OR":
      return PRECEDENCE.or;
    case "AND":
      return PRECEDENCE.and;
    case "+":
    case "-":
      return PRECEDENCE.add;
    case "*":
    case "/":
    // In Druid `||` binds like `*`, in most databases like `+` or looser; see `operandBeside`.
    case "||":
      return PRECEDENCE.multiply;
    default:
      return PRECEDENCE.compare;
  }
}

function operand(node: ExprNode, least: number): string {
  return precedenceOf(node) < least ? `(${printExpr(node)})` : printExpr(node);
}

/** Where `||` meets arithmetic, readers disagree about what binds tighter: say it with parentheses. */
function operandBeside(parent: BinaryNode, node: ExprNode, least: number): string {
  const mixed = node.kind === "binary" && (node.operator === "||") !== (parent.operator === "||");
  return operand(node, mixed && precedenceOf(node) >= PRECEDENCE.add ? PRECEDENCE.atom : least);
}

/** An operand of IS, IN, LIKE, BETWEEN: whatever is no looser than `+`. */
function tested(node: ExprNode): string {
  return operand(node, PRECEDENCE.add);
}

function not(negated: boolean): string {
  return negated ? "NOT " : "";
}

function list(nodes: readonly ExprNode[]): string {
  return nodes.map(printExpr).join(", ");
}
