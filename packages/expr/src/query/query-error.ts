import type { Span } from "../nodes.ts";

/** A SELECT that has no meaning over the columns of its table. `span` is the place in the text, where it is known. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly code: "unknown_column" | "invalid_query";
  readonly span: Span | undefined;

  constructor(code: QueryError["code"], message: string, place?: { readonly span?: Span }) {
    super(message);
    this.code = code;
    this.span = place?.span;
  }
}
