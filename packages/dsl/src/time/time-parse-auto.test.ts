import { columns } from "@starfix/expr";
import { expect, test } from "vitest";
import { timeParseAuto } from "../index.ts";

const c = columns({ at: "string", n: "long" });

test("digits are milliseconds and all else is ISO 8601, under a function that the service takes for __time", () => {
  expect(String(timeParseAuto(c.at))).toBe(
    `MILLIS_TO_TIMESTAMP(CASE WHEN BTRIM("at", '0123456789') = '' THEN CAST("at" AS BIGINT) ELSE TIMESTAMP_TO_MILLIS(TIME_PARSE("at")) END)`,
  );
});

test("a number is not detected: it is given to millisToTimestamp()", () => {
  // @ts-expect-error a number is no text
  timeParseAuto(c.n);
});
