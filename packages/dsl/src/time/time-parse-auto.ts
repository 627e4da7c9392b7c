import type { Expr, ExprUse } from "@starfix/expr";
import {
  btrim,
  caseWhen,
  cast,
  eq,
  lit,
  millisToTimestamp,
  timeParse,
  timestampToMillis,
} from "@starfix/expr/functions";

/**
 * Reads a time from text that is ISO 8601 or, when it holds digits only, milliseconds since 1970: what the timestamp format
 * `auto` of Druid's ingestion specs reads. A year alone, such as `2026`, is milliseconds too. Any other text gives NULL,
 * which fails the job when it is `__time`.
 *
 * @example
 * String(timeParseAuto(c.at));
 * // => `MILLIS_TO_TIMESTAMP(CASE WHEN BTRIM("at", '0123456789') = '' THEN CAST("at" AS BIGINT) ELSE TIMESTAMP_TO_MILLIS(TIME_PARSE("at")) END)`
 */
export function timeParseAuto<TUse extends ExprUse>(text: Expr<"VARCHAR", TUse>): Expr<"TIMESTAMP", TUse> {
  // The service takes TIME_PARSE and MILLIS_TO_TIMESTAMP alone as the outermost function of `__time`.
  return millisToTimestamp(
    caseWhen(eq(btrim(text, lit("0123456789")), ""), cast(text, "BIGINT")).else(timestampToMillis(timeParse(text))),
  );
}
