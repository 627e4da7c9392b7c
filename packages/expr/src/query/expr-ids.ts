import type { ExprNode } from "../nodes.ts";
import { printNode } from "../print-expr.ts";
import { foldExpr } from "../walk-expr.ts";

/**
 * Numbers expressions by their content, so that equal ones have equal numbers. Each node is read once, where comparing the
 * printed texts of all parts would take quadratic time.
 */
export class ExprIds {
  readonly #byContent = new Map<string, number>();

  /** The number of an expression; those of its parts are added to `ids`. */
  add(root: ExprNode, ids: Map<ExprNode, number>): number {
    return foldExpr<number>(root, (node) => {
      // The children have their numbers already, which the text of their parent holds.
      const content = printNode(node, (child) => `#${ids.get(child)}`);
      const id = this.#byContent.get(content) ?? this.#byContent.size;
      this.#byContent.set(content, id);
      ids.set(node, id);
      return id;
    });
  }
}
