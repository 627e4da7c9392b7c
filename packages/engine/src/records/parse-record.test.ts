import fc from "fast-check";
import { expect, test } from "vitest";
import { WholeDouble } from "../values/json-value.ts";
import { parseRecord } from "./parse-record.ts";

test.each([
  ['{"a":1}', { a: 1 }],
  ['\ufeff{"a":1}', { a: 1 }],
  [' {"a" : 1 } ', { a: 1 }],
  ['{"a":1}{"b":2}', { a: 1 }],
  ['{"a":1} {"b":2}', { a: 1 }],
  ['{"a":"}{\\""} rest', { a: '}{"' }],
  ['{"a":1}}', { a: 1 }],
  ['{"a":1,"a":2}', { a: 2 }],
  ['{"a":1.0,"a":9007199254740993}', { a: 9007199254740993n }],
  ['[{"a":1}]', {}],
  ["[1] [2]", {}],
  ["12", {}],
  ["12 x", {}],
  ["null", {}],
  ['"text" x', {}],
  ['{"a":-9223372036854775808}', { a: -9223372036854775808n }],
  ['{"a":"1234567890123456"}', { a: "1234567890123456" }],
])("%j is a record", (line, record) => {
  expect(parseRecord(line)).toEqual(record);
});

test.each([
  "",
  "  ",
  "garbage",
  "{",
  '{"a":1',
  '{"a":}',
  '{"a":1,}',
  "{'a':1}",
  '{"a":01}',
  '{"a":NaN}',
  "12x",
  "nullx",
  '{"a":"\t"}',
  "}",
  '\ufffd{"a":"\ufffd"}',
  '{"a":1.}x',
])("%j is no record", (line) => {
  expect(parseRecord(line)).toBeUndefined();
});

test("a number with a fraction or an exponent is a double, even when it is whole", () => {
  expect(parseRecord('{"a":1.0,"b":1e3,"c":1,"d":0.5}')).toEqual({
    a: new WholeDouble(1),
    b: new WholeDouble(1000),
    c: 1,
    d: 0.5,
  });
  for (const rounded of [
    "99999999999999.99999999",
    "0.99999999999999999",
    "123456789012345.999",
    "1.00000000000000001",
  ]) {
    expect(parseRecord(`{"a":${rounded}}`)).toEqual({ a: new WholeDouble(Number(rounded)) });
  }
  expect(parseRecord('{"a":18446744073709551616}')).toEqual({ a: new WholeDouble(2 ** 64) });
});

test("nesting deeper than Druid's parser goes is no record", () => {
  const nested = (depth: number) => `{"a":${"[".repeat(depth - 1)}1.0${"]".repeat(depth - 1)}}`;
  expect(parseRecord(nested(1000))).toBeDefined();
  expect(parseRecord(nested(1001))).toBeUndefined();
  expect(parseRecord(nested(200_000))).toBeUndefined();
  expect(parseRecord(`{"a":"${"[{".repeat(5000)}"}`)).toBeDefined();
});

test("whatever JSON.parse reads is read alike, apart from how numbers are kept", () => {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, one) => one);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      const line = JSON.stringify(record);
      const read = JSON.stringify(parseRecord(line), (_, value) =>
        value instanceof WholeDouble ? value.value : typeof value === "bigint" ? Number(value) : value,
      );
      expect(JSON.parse(read)).toEqual(plain(record));
    }),
    { numRuns: 500 },
  );
});

test("every way to write a number is kept apart as Java keeps it", () => {
  const number = fc.oneof(
    fc.stringMatching(/^-?(0|[1-9]\d{0,22})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/),
    fc.stringMatching(/^-?[1-9]\d{0,15}\.(0|9){1,20}$/),
    fc.constantFrom("-0", "-0.0", "0.0", "0e0", "1E5", "10.00", "9007199254740992", "9007199254740993.0"),
  );
  fc.assert(
    fc.property(number, fc.constantFrom("", " ", "\t"), (text, blank) => {
      const value = Number(text);
      const whole = /[.eE]/.test(text) ? undefined : BigInt(text);
      const long = whole !== undefined && BigInt.asIntN(64, whole) === whole;
      const double = Number.isInteger(value) || !Number.isFinite(value) ? new WholeDouble(value) : value;
      const expected = !long ? double : Number.isSafeInteger(value) ? Number(whole) : whole;
      expect(parseRecord(`{"a":${blank}${text}${blank}}`)).toEqual({ a: expected });
      expect(parseRecord(`{"a":[1,${blank}${text}${blank},"x"]}`)).toEqual({ a: [1, expected, "x"] });
    }),
    { numRuns: 5000 },
  );
});
