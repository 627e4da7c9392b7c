import { expect, test } from "vitest";
import { compileGlob } from "./compile-glob.ts";
import { GlobSyntaxError, literalHead, parseGlob } from "./parse-glob.ts";

test.each(["**.json", "a/{b,c}/*.json.gz", "[!a-z]?", "a\\*", "}", ",", "{,a}"])("%s is a glob", (pattern) => {
  expect(parseGlob(pattern).length).toBeGreaterThan(0);
});

test.each([
  ["a{b", "expected } to close the group that opens at position 2"],
  ["{a,{b}}", "groups do not nest, another { opens at position 4"],
  ["x[ab", "expected ] to close the bracket that opens at position 2"],
  ["a\\", "expected a character after \\ at position 2"],
  ["[z-a]", "range z-a is the wrong way round at position 2"],
  ["[a-b-c]", "expected a character before - at position 5"],
  ["[a/b]", "expected no slash in brackets at position 3"],
  ["🐨[]", "expected characters in brackets at position 3"],
])("%s is refused with the position", (pattern, message) => {
  const error = new RegExp(`^invalid pattern .*: ${message.replaceAll(/[{}[\]\\/]/g, "\\$&")}$`);
  for (const read of [parseGlob, compileGlob]) {
    expect(() => read(pattern)).toThrow(GlobSyntaxError);
    expect(() => read(pattern)).toThrow(error);
    expect(() => read(pattern)).toThrow(`invalid pattern ${JSON.stringify(pattern)}: ${message}`);
  }
});

test.each([
  ["penguins/*.json", "penguins/"],
  ["a\\*b/c?", "a*b/c"],
  ["**.json", ""],
  ["plain.json", "plain.json"],
  ["x{a,b}", "x"],
])("every key of %s begins with %j", (pattern, head) => {
  expect(literalHead(pattern)).toBe(head);
});
