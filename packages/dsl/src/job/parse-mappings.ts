import { Expr } from "@starfix/expr";
import { DefinitionError, refuse } from "../definition-error.ts";
import { refuseMovedName, startsWithDigit } from "../moved-name.ts";
import type { ExpressionNode, MappingNode } from "./job-node.ts";

export function parseExpression(what: string, value: unknown): ExpressionNode {
  return expressionOf(value) ?? refuse(what, "an expression such as c.city or SQL text", value);
}

function expressionOf(value: unknown): ExpressionNode | undefined {
  if (Expr.is(value)) return Object.freeze({ kind: "built", node: value.toNode() });
  return typeof value === "string" ? Object.freeze({ kind: "sql", sql: value }) : undefined;
}

/** Adds mappings to those there are. A column that is there already is an error, never replaced. */
export function parseMappings(earlier: readonly MappingNode[], added: unknown): readonly MappingNode[] {
  const known = new Set(earlier.map((mapping) => mapping.column));
  // An object has each key once, so only pairs and earlier mappings can repeat a column.
  const canRepeat = known.size > 0 || Array.isArray(added);
  const mappings = pairsOf(added).map(([column, value]) => {
    if (canRepeat && known.has(column))
      throw new DefinitionError(
        `column ${JSON.stringify(column)} is mapped twice: map it once, or give one of the two another name`,
      );
    if (canRepeat) known.add(column);
    // The name of the place is made only for an error.
    const expression = expressionOf(value) ?? parseExpression(`mapping of column ${JSON.stringify(column)}`, value);
    return Object.freeze({ column, expression });
  });
  return Object.freeze(earlier.length === 0 ? mappings : [...earlier, ...mappings]);
}

function pairsOf(added: unknown): readonly (readonly [string, unknown])[] {
  const expected = "an object of columns and expressions such as { city: c.city }, or a list of such pairs";
  if (typeof added !== "object" || added === null) refuse("mappings", expected, added);
  if (!Array.isArray(added)) {
    const pairs = Object.entries(added);
    for (const [column, value] of pairs) {
      // The text is made only for a name that needs it.
      if (startsWithDigit(column))
        refuseMovedName("column", column, `; give pairs instead, as in [["${column}", ${sample(value)}]]`);
    }
    return pairs;
  }
  return added.map((pair: unknown) => {
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== "string") {
      return refuse("mapping", 'a pair of a column and an expression such as ["1", c.city]', pair);
    }
    return [pair[0], pair[1] as unknown] as const;
  });
}

function sample(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : "…";
}
