import type { ColumnNode, ExprNode } from "../nodes.ts";
import { ExprReader } from "../parse/parse-operators.ts";
import { ExprSyntaxError } from "../parse/syntax-error.ts";
import { describeToken, type Token } from "../parse/tokens.ts";
import { parseQueryTree } from "./parse-query-tree.ts";
import { parseRelations } from "./parse-relation.ts";
import { parseSort, parseWindow } from "./parse-sort.ts";
import { CLAUSES, isSpecialCall, skipUnknown } from "./skip-unknown.ts";
import type { QueryTree, RelationNode, StatementPart } from "./statement-node.ts";

/** Begins the name of a column that stands for a part: no name in SQL has it. */
const MARK = "\u0000";

/** Words that are functions of the planner, which have the name as it is written. */
const NILADIC: ReadonlySet<string> = new Set(
  "CURRENT_CATALOG CURRENT_PATH CURRENT_ROLE CURRENT_SCHEMA CURRENT_USER SESSION_USER SYSTEM_USER USER".split(" "),
);

/**
 * Reads a statement. Its expressions can hold more than those of a definition: for each such part there is a column in the tree,
 * whose name {@link parts} knows.
 */
export class StatementReader extends ExprReader {
  readonly parts: Map<string, StatementPart> = new Map();

  constructor(sql: string) {
    super(sql, { comments: true });
  }

  queryTree(): QueryTree {
    return parseQueryTree(this);
  }

  relations(): RelationNode {
    return parseRelations(this);
  }

  /** An expression; what Druid may know and this package does not is read over. */
  lenient(): ExprNode {
    const { depth } = this;
    const start = this.peek();
    const mark = this.mark();
    try {
      return this.parseExpression();
    } catch (error) {
      if (!(error instanceof ExprSyntaxError)) throw error;
      this.reset(mark);
      this.depth = depth;
      if (!error.unsupported && !isSpecialCall(this, error.offset)) throw error;
      if (!skipUnknown(this)) throw error;
      return this.#part(start, { kind: "unknown" });
    }
  }

  /** A clause is no name that lacks its quotes. */
  override unexpected(expected: string): ExprSyntaxError {
    const token = this.peek();
    if (!CLAUSES.has(token.upper)) return super.unexpected(expected);
    return this.fail({ expected, found: describeToken(token) });
  }

  override parseSubquery(): ExprNode {
    const start = this.peek();
    if (!this.eat("EXISTS")) return this.#part(start, { kind: "subquery", query: this.queryTree() });
    const opening = this.expect("(");
    const query = this.queryTree();
    this.expect(")", opening);
    return this.#part(start, { kind: "subquery", query });
  }

  override parsePlaceholder(): ExprNode {
    return this.#part(this.take(), { kind: "parameter" });
  }

  override parseReserved(): ExprNode {
    const token = this.peek();
    if (!NILADIC.has(token.upper)) return super.parseReserved();
    return this.#part(this.take(), { kind: "niladic", name: token.text });
  }

  /** `t.x`, `druid.t.x` */
  override parseQualified(first: Token): ExprNode {
    const names = [first.text];
    while (this.at(".")) {
      const { kind, text } = this.peek(1);
      if (kind !== "quoted" && kind !== "word") throw this.unexpected("the name of a column after the dot");
      this.take();
      this.take();
      names.push(text);
    }
    const [table = "", name = ""] = names.slice(-2);
    return { kind: "column", name, table, span: this.spanFrom(first) };
  }

  override parseCallOrder(): void {
    parseSort(this);
  }

  override parseCallSuffix(): void {
    if (this.eat("IGNORE") || this.eat("RESPECT")) this.expect("NULLS");
    if (!this.eat("WITHIN", "GROUP")) return;
    const opening = this.expect("(");
    parseSort(this);
    this.expect(")", opening);
  }

  override parseWindow(call: ExprNode, start: Token): ExprNode {
    this.expect("OVER");
    return this.#part(start, { kind: "window", call, exprs: parseWindow(this) });
  }

  #part(start: Token, part: StatementPart): ColumnNode {
    const name = MARK + this.parts.size;
    this.parts.set(name, part);
    return { kind: "column", name, span: this.spanFrom(start) };
  }
}
