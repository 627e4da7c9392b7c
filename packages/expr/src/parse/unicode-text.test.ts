import { expect, test } from "vitest";
import { printExpr } from "../print-expr.ts";
import { parseExpr } from "./parse-expr.ts";

// What a real Druid gave for SELECT of each.
test.each([
  [String.raw`U&'caf\00e9'`, "café"],
  [String.raw`u&'\00E9x\\y'`, String.raw`éx\y`],
  [String.raw`U&'a!00e9' UESCAPE '!'`, "aé"],
  [String.raw`U&'a\0041!!!0041'uescape'!'`, String.raw`a\0041!A`],
  [String.raw`U&'x''\0041'`, "x'A"],
  [String.raw`U&'''0041' UESCAPE ''''`, "A"],
  [String.raw`U&'g0041' UESCAPE 'g'`, "A"],
  [String.raw`U&'é0041' UESCAPE 'é'`, "A"],
  [String.raw`U&'a\d83d\de00'`, "a\u{1F600}"],
  ["U&''", ""],
])("%s is read", (sql, value) => {
  const node = parseExpr(sql);
  expect(node).toEqual({ kind: "literal", type: "VARCHAR", value, span: { start: 0, end: sql.length } });
  expect(printExpr(node)).toBe(`'${value.replaceAll("'", "''")}'`);
});

test.each([
  [
    String.raw`U&'a''\00g9'`,
    "1:7: expected four hexadecimal digits after \\, received '00g9'; the character \\ itself is written twice",
  ],
  [
    String.raw`U&'\00e'`,
    "1:4: expected four hexadecimal digits after \\, received '00e'; the character \\ itself is written twice",
  ],
  [
    String.raw`U&'\+01F600'`,
    "1:4: expected four hexadecimal digits after \\, received '+01F'; the character \\ itself is written twice",
  ],
  [
    String.raw`U&'x!' UESCAPE '!'`,
    "1:5: expected four hexadecimal digits after !, received ''; the character ! itself is written twice",
  ],
  ...["ab", "", "a", "F", "7", "+", '"', " ", "\u0660"].map((sign) => [
    `U&'x' UESCAPE '${sign}'`,
    `1:15: expected one character after UESCAPE that is no hexadecimal digit, blank, plus sign or double quote, received '${sign}'`,
  ]),
  ["U&'x' UESCAPE !", "1:15: expected an expression, received the character !; write NOT, or <> for unequal"],
  [
    "U&'x' UESCAPE 1",
    '1:7: expected an operator or the end, received the reserved word UESCAPE; write a name in double quotes: "UESCAPE"',
  ],
  [
    "'x' UESCAPE '!'",
    '1:5: expected an operator or the end, received the reserved word UESCAPE; write a name in double quotes: "UESCAPE"',
  ],
  ["U&'x", "1:5: expected a closing ', received end of input; the text opens at character 3"],
  ["U& 'x'", "1:2: expected an expression, received the character &; write AND"],
  [
    'U&"x"',
    '1:1: expected plain text in single quotes, received a text with the prefix "U"; write the characters themselves',
  ],
  ["U&'x' U&'y'", "1:7: expected an operator or the end, received the text 'y'"],
  [
    "TIMESTAMP U&'2024-01-01 00:00:00'",
    '1:1: expected an expression, received the reserved word TIMESTAMP; write a name in double quotes: "TIMESTAMP"',
  ],
])("%s is refused", (sql, message) => {
  expect(() => parseExpr(sql)).toThrow(`invalid SQL at ${message}`);
});
