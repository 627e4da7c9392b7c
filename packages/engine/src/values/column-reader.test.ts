import { readFileSync } from "node:fs";
import type { DataType } from "@starfix/schema";
import { expect, test } from "vitest";
import { parseRecord } from "../records/parse-record.ts";
import { type ColumnValue, coerce, columnReader, isReadable, UnreadableValueError } from "./column-reader.ts";

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8"));

interface DruidJob {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly data: string;
  readonly status: "SUCCESS" | "FAILED";
  readonly warnings: number;
  readonly stored: readonly Readonly<Record<string, unknown>>[];
  readonly from: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, DataType>> = {
  VARCHAR: "string",
  BIGINT: "long",
  INTEGER: "long",
  DOUBLE: "double",
  FLOAT: "float",
  "COMPLEX<json>": "json",
};

/** As the recording writes it: NaN and infinities are text, a float has no more digits than it needs. */
function recorded(value: ColumnValue, type: string): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value === "bigint") return Number(value);
  return type === "FLOAT" && typeof value === "number" ? Number(value.toPrecision(7)) : value;
}

function read(value: () => ColumnValue): ColumnValue | "refused" {
  try {
    return value();
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableValueError);
    return "refused";
  }
}

const jobs: readonly DruidJob[] = fixture("druid-json-jobs.json");

test.each(jobs)("job $name reads as Druid read it", (job) => {
  const records = job.data.replace(/\n$/, "").split("\n").map(parseRecord);
  if (job.status === "FAILED") {
    expect(records).toContain(undefined);
    return;
  }
  expect(records.filter((record) => record === undefined)).toHaveLength(job.warnings);
  const good = records.filter((record) => record !== undefined);
  expect(good).toHaveLength(job.stored.length);
  for (const [column, name] of Object.entries(job.from)) {
    const type = job.columns[name] ?? "";
    const reader = columnReader({ name, dataType: TYPES[type] ?? "geo" });
    const values = good.map((record) => read(() => reader(record)));
    const want = job.stored.map((row) => row[column]);
    // Rows come back sorted; the recorded jobs hold few enough values to compare them as sets.
    const shown = values.map((value, index) =>
      value === "refused"
        ? value
        : JSON.stringify(recorded(value, type) ?? null) + (job.name.includes("mixed") ? index : ""),
    );
    const wanted = want.map(
      (value, index) =>
        JSON.stringify(type === "FLOAT" && typeof value === "number" ? Number(value.toPrecision(7)) : value) +
        (job.name.includes("mixed") ? index : ""),
    );
    const refused = shown.flatMap((value, index) => (value === "refused" ? [index] : []));
    const keep = (_: unknown, index: number) => !refused.includes(index);
    expect(shown.filter(keep).sort()).toEqual(wanted.filter(keep).sort());
    expect(refused).toEqual(job.name === "json-mixed-into-json" ? [10, 11] : []);
  }
});

const identity: readonly { column: string; input: string; value: unknown }[] =
  fixture("druid-expressions.json").identity;

test.each(identity)("column $column of $input is $value", ({ column, input, value }) => {
  const record = parseRecord(input);
  expect(record).toBeDefined();
  const reader = columnReader({ name: column, dataType: column === "j" ? "json" : "string" });
  expect(read(() => reader(record ?? {}))).toBe(value);
});

const text = (json: string, type: DataType) => coerce(parseRecord(`{"v":${json}}`)?.v ?? null, type);

test.each([
  ['"3,5"', 35],
  ['" 6 "', 6],
  ["5.7", 5],
  ["-5.7", -5],
  ["true", null],
  ['"true"', null],
  ['""', null],
  ['"+7"', 7],
  ['"1e3"', 1000],
  ['"NaN"', 0],
  ["-0.0", 0],
  ['"-0"', 0],
  ["1e300", 9223372036854775807n],
  ["-1e300", -9223372036854775808n],
  ["9007199254740993", 9007199254740993n],
  ['"9007199254740993"', 9007199254740993n],
  ["9223372036854775808", 9223372036854775807n],
  ['"9223372036854775808"', 9223372036854775807n],
  ['"-9223372036854775808"', -9223372036854775808n],
  ["[1]", null],
  ['{"a":1}', null],
])("%s as a long is %s", (json, value) => {
  expect(text(json, "long")).toBe(value);
  expect(text(json, "bigint")).toBe(value);
});

test.each([
  ["1", "1"],
  ["1.0", "1.0"],
  ["1e3", "1000.0"],
  ["-0", "0"],
  ["1e300", "1.0E300"],
  ["12345678901234567890", "1.2345678901234567E19"],
  ["9007199254740993", "9007199254740993"],
  ["true", "true"],
  ["null", null],
  ['""', ""],
  ['{"a":1}', "{a=1}"],
  ['{"n":{"m":[1,{"k":2.0}]},"z":null}', "{n={m=[1, {k=2.0}]}, z=null}"],
  ["[]", null],
  ['["x"]', "x"],
  ["[null]", null],
  ["[1.50]", "1.5"],
  ['"\\ud800x"', "?x"],
  ['"\\ud83d\\udc28"', "🐨"],
])("%s as a string is %s", (json, value) => {
  expect(text(json, "string")).toBe(value);
});

test("a list of several values in a text column is refused by name", () => {
  const reader = columnReader({ name: "tags", dataType: "varchar" });
  expect(() => reader({ tags: ["a", "b"] })).toThrow(
    'field "tags": a list of 2 values in a text column is a multi-value string, which is not supported',
  );
  expect(read(() => reader({ tags: ["a"] }))).toBe("a");
});

test("doubles and floats take what Java takes, and floats are rounded once", () => {
  expect(text('"0x1p3"', "double")).toBe(8);
  expect(text('"1.5f"', "double")).toBe(1.5);
  expect(text("9007199254740993", "double")).toBe(9007199254740992);
  expect(text("-0", "double")).toBe(0);
  expect(text("-0.0", "double")).toBe(-0);
  expect(text("16777217", "float")).toBe(16777216);
  // By way of a double this would be rounded twice, down to 2^60.
  expect(coerce(2n ** 60n + 2n ** 36n + 1n, "float")).toBe(2 ** 60 + 2 ** 37);
  expect(coerce(-(2n ** 60n + 2n ** 36n + 1n), "float")).toBe(-(2 ** 60 + 2 ** 37));
});

test("JSON is printed as Druid stores it", () => {
  expect(text('{"a":1.0,"b":"\\u001f\\"\\\\u001f","c":[1e20,null,true]}', "json")).toBe(
    '{"a":1.0,"b":"\\u001F\\"\\\\u001f","c":[1.0E20,null,true]}',
  );
  expect(() => text("true", "json")).toThrow("a bare boolean in a json column");
});

test("names that every object has are ordinary fields", () => {
  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    const reader = columnReader({ name, dataType: "string" });
    expect(reader(parseRecord("{}") ?? {})).toBeNull();
    expect(reader(parseRecord(`{${JSON.stringify(name)}:"x"}`) ?? {})).toBe("x");
    expect(reader(parseRecord(`{${JSON.stringify(name)}:1.0}`) ?? {})).toBe("1.0");
  }
});

test("other types are refused by name", () => {
  expect(isReadable("longArray")).toBe(false);
  expect(isReadable("json")).toBe(true);
  expect(() => columnReader({ name: "v", dataType: "timestamp" })).toThrow(
    'unsupported data type: expected one of string, varchar, long, bigint, double, float, json, complex<json>, received "timestamp"',
  );
});
