import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_SEED } from "../testing/fixed-seed.ts";
import { ASSERTED_FORMATS, formatHelpers, formatMode, numberBounds } from "./formats.ts";

const ajv = new Ajv2020();
addFormats.default(ajv);

function checkOf(format: string): (text: string) => boolean {
  const helpers = formatHelpers([format]);
  return new Function(`${helpers.map(({ text }) => text).join("\n")}\nreturn ${helpers.at(-1)?.name};`)();
}

/** Texts of each format, and the characters for mutations. */
const SEEDS: Readonly<Record<string, readonly [samples: readonly string[], alphabet: string]>> = {
  date: [["2024-02-29", "1999-12-31", "0000-02-29"], "0123456789-T "],
  time: [["08:30:06Z", "23:59:60Z", "15:59:60.5-08:00", "00:00:00+0100"], "0123456789:.+-Zz"],
  "date-time": [
    ["2024-02-29T23:59:60Z", "1985-04-12t23:20:50.52z", "1990-12-31 15:59:60-08:00"],
    "0123456789:.+-TZtz ",
  ],
  duration: [["P4DT12H30M5S", "P1Y", "P2W", "PT36H"], "0123456789PTYMWDHS"],
  email: [["joe.bloggs@example.com", "a+b@c.d"], "abc@.-_~\"'é "],
  hostname: [["www.example.com", "xn--4gbwdl.xn--wgbh1c", "a.b."], "abz09.-_ "],
  ipv4: [["192.168.0.1", "255.255.255.255"], "0123456789."],
  ipv6: [["::1", "2001:db8::ff00:42:8329", "::ffff:192.168.0.1", "1:2:3:4:5:6:7:8"], "0123456789abfg:."],
  uri: [
    ["http://user@example.com:80/a/b?c=d#e", "http://[::1]/x", "http://[v1.a]/", "urn:a:b", "tel:+1-816"],
    "abz09:/?#[]@!%.-{} ü",
  ],
  "uri-reference": [["//example.com/a", "../b?c#d", "#e", "a:b"], "abz09:/?#[]@!%.-{} ü"],
  uuid: [
    ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "urn:uuid:2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
    "0123456789abcdefgAF-",
  ],
  byte: [["aGVsbG8=", "aGVsbA==", "aGVs"], "aZ09+/=-_"],
  regex: [["^a+$", "[a-z]{2,3}", "(?<a>b)\\k<a>"], "ab()[]{}*+?\\^$-|"],
  "json-pointer": [["/a/b~0c~1d", "/0", ""], "ab/~01"],
};

test("every format that is asserted is tried", () => {
  expect(Object.keys(SEEDS).sort()).toEqual([...ASSERTED_FORMATS].sort());
});

test.each(Object.entries(SEEDS))("%s agrees with ajv-formats", (format, [samples, alphabet]) => {
  const check = checkOf(format);
  const validate = ajv.compile({ type: "string", format });
  for (const sample of samples) expect([sample, check(sample)]).toEqual([sample, true]);
  const character = fc.constantFrom(...alphabet);
  const edit = fc.tuple(fc.nat(60), fc.nat(2), character);
  const mutated = fc.tuple(fc.constantFrom(...samples), fc.array(edit, { maxLength: 3 })).map(([sample, edits]) => {
    let text = sample;
    for (const [at, length, put] of edits) text = text.slice(0, at) + put + text.slice(at + length);
    return text;
  });
  const results = new Set<boolean>();
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string({ unit: character, maxLength: 12 })), (text) => {
      const isValid = validate(text);
      results.add(isValid);
      expect([text, check(text)]).toEqual([text, isValid]);
    }),
    { seed: FIXED_SEED, numRuns: 2000 },
  );
  expect(results.size).toBe(2);
});

test("every day of a leap year and of a common year", () => {
  const check = checkOf("date");
  const two = (value: number): string => String(value).padStart(2, "0");
  for (const year of [1900, 2000, 2023, 2024]) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const date = new Date(Date.UTC(year, month - 1, day));
        const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        expect([year, month, day, check(`${year}-${two(month)}-${two(day)}`)]).toEqual([year, month, day, isReal]);
      }
    }
  }
});

test.each<[string, Record<string, "annotate" | "assert">, string]>([
  ["date", {}, "assert"],
  ["date", { date: "annotate" }, "annotate"],
  ["int32", {}, "assert"],
  ["int32", { int32: "annotate" }, "annotate"],
  ["password", {}, "annotate"],
  ["password", { password: "assert" }, "annotate"],
  ["toString", {}, "annotate"],
])("%s with %j is %s", (format, modes, want) => {
  expect(formatMode(format, modes)).toBe(want);
});

test.each([
  [{ format: "int32" }, { minimum: -2147483648, maximum: 2147483647 }],
  [
    { format: "int32", minimum: 0, maximum: 9 },
    { minimum: 0, maximum: 9 },
  ],
  [{ format: "int64", exclusiveMinimum: 0 }, { maximum: Number.MAX_SAFE_INTEGER }],
  [{ exclusiveMaximum: 1e300 }, { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }],
])("bounds of %j", (given, want) => {
  expect(numberBounds(given)).toEqual(want);
});
