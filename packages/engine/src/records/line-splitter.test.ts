import { Buffer } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LineSplitter, MAX_LINE_BYTES } from "./line-splitter.ts";

function linesOf(chunks: readonly Buffer[]): string[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

test.each([
  ["a\nb\n", ["a", "b"]],
  ["a\nb", ["a", "b"]],
  ["a\r\nb\r\n", ["a", "b"]],
  ["a\rb\n", ["a\rb"]],
  ["\n\n", ["", ""]],
  ["", []],
  ["é🐨\n漢", ["é🐨", "漢"]],
])("%j has the lines %j", (text, lines) => {
  expect(linesOf([Buffer.from(text)])).toEqual(lines);
});

test("chunks may be cut anywhere, within a character too", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "é", "🐨", "\n", "\r\n", "\r", "{}")),
      fc.array(fc.nat(40)),
      (parts, cuts) => {
        const bytes = Buffer.from(parts.join(""));
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(linesOf(chunks)).toEqual(linesOf([bytes]));
      },
    ),
  );
});

test("a line that is not UTF-8 is marked, the lines beside it are whole", () => {
  const bytes = Buffer.concat([Buffer.from('{"a":1}\r\n{"a":"'), Buffer.from([0xff]), Buffer.from('"}\n{"a":"é"}\n')]);
  expect(linesOf([bytes])).toEqual(['{"a":1}', '\ufffd{"a":"\ufffd"}', '{"a":"é"}']);
});

test("a line without an end is refused before it fills the memory", () => {
  const splitter = new LineSplitter();
  const chunk = Buffer.alloc(MAX_LINE_BYTES / 2 + 1, "x");
  splitter.push(chunk);
  expect(() => splitter.push(chunk)).toThrow(
    `a line is longer than ${MAX_LINE_BYTES} bytes; expected one JSON object a line`,
  );
});
