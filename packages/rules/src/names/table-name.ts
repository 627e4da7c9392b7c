import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";

/** Nearly every name of a table. */
const PLAIN = /^[\w-]{1,255}$/;

/** What is expected of the name of a table that is none; undefined of a name. */
function expectedTableName(name: string): string | undefined {
  if (name.length === 0 || name.length > 255) return "1 to 255 characters";
  if (name.trim() !== name) return "a name with no blank at either end";
  if (name.startsWith(".")) return "a name with no dot in front";
  if (name.includes("/")) return "a name with no slash";
  if (/[^\S ]|[\p{Cc}\p{Cs}\ufff0-\uffff]|[\u{10000}-\u{10ffff}]/u.test(name)) {
    return "a name with no control characters, no blanks other than spaces and no emoji";
  }
  return undefined;
}

/** @see the contract's TableName */
export function checkTableName(name: string, pointer: string, report: Report): void {
  if (PLAIN.test(name)) return;
  const expected = expectedTableName(name);
  if (expected !== undefined) {
    report("invalid_name", pointer, { what: "table name", expected, received: describeValue(name) });
  }
}
