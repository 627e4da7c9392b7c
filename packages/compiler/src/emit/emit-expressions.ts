import type { ExpressionNode, MappingNode } from "@starfix/dsl";
import { type ExprNode, printExpr } from "@starfix/expr";
import { ExprSyntaxError, findAggregate, parseExpr } from "@starfix/expr/parse";
import { filterPointer, mappingPointer } from "@starfix/rules";
import type { Mapping } from "@starfix/schema";

/** The expressions of a job as its request has them, and their trees by JSON pointer. */
export interface EmittedExpressions {
  readonly mappings: Mapping[];
  readonly filterExpression: string | undefined;
  readonly trees: ReadonlyMap<string, ExprNode>;
}

/**
 * Writes the expressions of a job. SQL text is parsed here, once; text that does not parse is written as it is and has no
 * tree, so that the rules refuse it.
 */
export function emitExpressions(
  mappings: readonly MappingNode[],
  filter: ExpressionNode | undefined,
): EmittedExpressions {
  const trees = new Map<string, ExprNode>();
  const emitted: Mapping[] = [];
  for (let index = 0; index < mappings.length; index++) {
    const { column: columnName, expression: given } = mappings[index] as MappingNode;
    const tree = treeOf(given);
    const expression = textOf(given);
    if (tree) trees.set(mappingPointer(index), tree);
    emitted.push(aggregates(tree) ? { columnName, expression, isAggregation: true } : { columnName, expression });
  }
  const filterTree = filter && treeOf(filter);
  if (filterTree) trees.set(filterPointer, filterTree);
  return { mappings: emitted, filterExpression: filter && textOf(filter), trees };
}

function aggregates(tree: ExprNode | undefined): boolean {
  return tree !== undefined && tree.kind !== "column" && findAggregate(tree) !== undefined;
}

function textOf(expression: ExpressionNode): string {
  return expression.kind === "sql" ? expression.sql : printExpr(expression.node);
}

function treeOf(expression: ExpressionNode): ExprNode | undefined {
  if (expression.kind === "built") return expression.node;
  try {
    return parseExpr(expression.sql);
  } catch (error) {
    if (error instanceof ExprSyntaxError) return undefined;
    throw error;
  }
}
