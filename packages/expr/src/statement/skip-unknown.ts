import type { TokenReader } from "../parse/token-reader.ts";
import type { Token } from "../parse/tokens.ts";

/** Words that end an expression, outside of parentheses. */
export const CLAUSES: ReadonlySet<string> = new Set(
  `AS ASC CLUSTERED CROSS DESC EXCEPT EXTEND FETCH FROM FULL GROUP HAVING INNER INTERSECT JOIN LEFT LIMIT MINUS NATURAL NULLS
  OFFSET ON ORDER PARTITIONED QUALIFY RIGHT SELECT UNION USING WHERE WINDOW WITH`.split(/\s+/),
);

/** Reads over balanced tokens up to the end of an expression; false when there is none. */
export function skipUnknown(reader: TokenReader): boolean {
  let depth = 0;
  let before: Token | undefined;
  while (true) {
    const token = reader.peek();
    if (token.kind === "end") break;
    if (token.kind === "symbol") {
      if (depth === 0 && [",", ")", "]", ";"].includes(token.text)) break;
      if (token.text === "(" || token.text === "[") depth += 1;
      if (token.text === ")" || token.text === "]") depth -= 1;
    } else if (depth === 0 && token.kind === "word" && CLAUSES.has(token.upper) && !reader.at(token.upper, "(")) {
      if (!(token.upper === "FROM" && before?.upper === "DISTINCT")) break;
    }
    before = reader.take();
  }
  return before !== undefined;
}

/** Calls that have words of their own, of which not all are known here. */
const SPECIAL: ReadonlySet<string> = new Set(
  `CONVERT JSON_ARRAY JSON_ARRAYAGG JSON_EXISTS JSON_OBJECT JSON_OBJECTAGG JSON_QUERY JSON_VALUE LISTAGG MULTISET OVERLAY
  PERCENTILE_CONT PERCENTILE_DISC PERIOD ROW STRING_AGG TRANSLATE`.split(/\s+/),
);

/** Whether a word is found at an offset, behind the next token, that such a call may hold. */
export function isSpecialCall(reader: TokenReader, offset: number): boolean {
  const open: boolean[] = [];
  for (let ahead = 0; ; ahead++) {
    const token = reader.peek(ahead);
    if (token.kind === "end") return false;
    if (token.start >= offset) return token.kind === "word" && open.includes(true);
    if (token.kind !== "symbol") continue;
    if (token.text === "(") open.push(ahead > 0 && SPECIAL.has(reader.peek(ahead - 1).upper));
    if (token.text === ")") open.pop();
  }
}
