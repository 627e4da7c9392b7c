import { expect, test } from "vitest";
import { readStatement } from "./read-statement.ts";

test.each([
  [`INSERT INTO "Cities" SELECT 1 PARTITIONED BY DAY`, { verb: "INSERT", table: "Cities", parameters: 0 }],
  [`insert into Cities select '?', ? partitioned by day;`, { verb: "INSERT", table: "Cities", parameters: 1 }],
  [
    `-- of ? all\nREPLACE INTO "a""b" OVERWRITE ALL SELECT ? + ? PARTITIONED BY ALL`,
    { verb: "REPLACE", table: 'a"b', parameters: 2 },
  ],
  [
    `/* ; */ REPLACE INTO größe OVERWRITE WHERE "x" = 'a;''b' SELECT 1 PARTITIONED  BY DAY`,
    { verb: "REPLACE", table: "größe", parameters: 0 },
  ],
  [
    `INSERT INTO /* a */ druid."Cities" SELECT 1 PARTITIONED BY DAY`,
    { verb: "INSERT", table: "Cities", parameters: 0 },
  ],
  [
    `SET a = ';';\nset b = 2; INSERT INTO Cities SELECT 1 PARTITIONED BY DAY`,
    { verb: "INSERT", table: "Cities", parameters: 0 },
  ],
  [`INSERT INTO "lookup"."Cities" SELECT 1 PARTITIONED BY DAY`, { verb: "INSERT", parameters: 0 }],
])("%s is read", (sql, frame) => {
  expect(readStatement(sql)).toEqual(frame);
});

test.each([
  [`SELECT 1`, /^one INSERT INTO or REPLACE INTO statement/],
  [`INSERT INTO "Cities" SELECT 1`, /with PARTITIONED BY/],
  [`INSERT INTO "Cities" SELECT 'PARTITIONED BY DAY'`, /with PARTITIONED BY/],
  [`INSERT INTO "Cities SELECT 1 PARTITIONED BY DAY`, /all quotes closed/],
  [`INSERT INTO a SELECT 1 PARTITIONED BY DAY; INSERT INTO b SELECT 1`, /^one statement$/],
  [`REPLACE INTO a SELECT 1 PARTITIONED BY DAY`, /^OVERWRITE ALL or OVERWRITE WHERE/],
])("%s is none", (sql, expected) => {
  expect(readStatement(sql)).toEqual({ expected: expect.stringMatching(expected) });
});
