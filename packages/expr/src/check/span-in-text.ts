import type { LiteralNode, Span } from "../nodes.ts";

/**
 * The place of a part of a text literal in the SQL: offsets in its value, `end` exclusive. All of the literal where it is written
 * otherwise than its value, with escapes.
 */
export function spanInText(literal: LiteralNode, { start, end }: Span): { readonly span?: Span } {
  const { span, value } = literal;
  if (span === undefined) return {};
  const quotesBefore = (at: number): number => String(value).slice(0, at).split("'").length - 1;
  const length = String(value).length;
  if (start === end || span.end - span.start !== length + quotesBefore(length) + 2) return { span };
  const at = (offset: number): number => span.start + 1 + offset + quotesBefore(offset);
  return { span: { start: at(start), end: at(end) } };
}
