import { parseRecord } from "@starfix/engine";
import { expect, test } from "vitest";
import { LayoutReader } from "./layout-reader.ts";

const WANTED = ["a", "b.c", "constructor"];

/** The wanted fields of a record; what lacks is left out. */
function wanted(record: ReturnType<typeof parseRecord>): unknown {
  if (record === undefined) return undefined;
  return WANTED.map((name) => (Object.hasOwn(record, name) ? record[name] : "absent"));
}

test.each([
  '{"a":1,"x":"y","b.c":"text","constructor":null}',
  '{"a": 1, "x": "y", "b.c": "text", "constructor": null}',
])("every line is read as parseRecord reads it, whatever was learned from %s", (learned) => {
  const values = [
    ..."0 -0 7 -7 007 +7 999999999999999 -9007199254740993 9007199254740993 12345678901234567890 1.0 1.5 -0.25 .5 1. 1e3".split(
      " ",
    ),
    ...[
      "123.456",
      "1.50",
      "1234567.1234567",
      "99999999.5",
      "NaN",
      "null",
      "true",
      "nul",
      '""',
      '"é🐨"',
      '"a\\n"',
      '"\\ud800"',
    ],
    ...['"\u2028"', '"a\tb"', '"quote\\""', "[1]", '{"a":2}', '"open', "", "5 6"],
  ];
  for (const value of values) {
    const reader = new LayoutReader(WANTED);
    expect(wanted(reader.read(learned))).toEqual(wanted(parseRecord(learned)));
    const lines = [
      learned.replace("1", () => value),
      learned.replace('"text"', () => value),
      learned.replace('"y"', () => value),
    ];
    for (const line of [...lines, ...lines.map((one) => `${one} `), ...lines.map((one) => `${one}{}`)]) {
      expect([line, wanted(reader.read(line))]).toEqual([line, wanted(parseRecord(line))]);
    }
  }
});

test.each([
  '{"a":1,"a":2,"b.c":3}',
  '{"a":1,"\\u0061":2}',
  '{"__proto__":1,"a":2}',
  '{"a":1}}',
  "{}",
  "[1]",
  "",
  '\ufeff{"a":1}',
])("a line such as %s teaches nothing wrong", (line) => {
  const reader = new LayoutReader(WANTED);
  for (let round = 0; round < 3; round++) expect(wanted(reader.read(line))).toEqual(wanted(parseRecord(line)));
});

test("a file whose layout changes is read on", () => {
  const reader = new LayoutReader(WANTED);
  for (let index = 0; index < 100; index++) {
    const line = index < 50 ? `{"a":${index},"b.c":"x"}` : `{"b.c":"x","a":${index}}`;
    expect(reader.read(line)).toMatchObject({ a: index, "b.c": "x" });
  }
});
