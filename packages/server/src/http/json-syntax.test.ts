import { expect, test } from "vitest";
import { findJsonIssue } from "./json-syntax.ts";

const cases: readonly (readonly [text: string, line: number, column: number, expected: string])[] = [
  ["", 1, 1, "a JSON value"],
  ["hello", 1, 1, "a JSON value"],
  ['{"a": 1', 1, 8, '"," or "}"'],
  ['{\n  "a": 1,\n}', 3, 1, "a key in double quotes"],
  ["{'a': 1}", 1, 2, "a key in double quotes"],
  ['{"a" 1}', 1, 6, '":"'],
  ["[1 2]", 1, 4, '"," or "]"'],
  ["[1,]", 1, 4, "a JSON value"],
  ['{"a": "x\ny"}', 1, 7, "a well-formed string"],
  ["{} {}", 1, 4, "the end of the body"],
  ["[01]", 1, 3, '"," or "]"'],
  ["{]", 1, 2, "a key in double quotes"],
];

test.each(cases)("%j is wrong at line %i, column %i: %s", (text, line, column, expected) => {
  expect(findJsonIssue(text)).toMatchObject({ line, column, expected });
});

test("it finds an issue exactly where JSON.parse refuses, for every small change of a document", () => {
  const document = '{"a":[1,-2.5e+3,"x\\u00e9\\n",true,null,{}],"b":{"c":[[],[{"d":""}]]} }';
  const pieces = ["", "{", "}", "[", "]", ",", ":", '"', "\\", "0", "-", "e", ".", " ", "\n", "t"];
  const wrong: string[] = [];
  for (let at = 0; at <= document.length; at += 1) {
    for (const piece of pieces) {
      for (const cut of [0, 1]) {
        const text = document.slice(0, at) + piece + document.slice(at + cut);
        if (isJson(text) !== (findJsonIssue(text) === undefined)) wrong.push(text);
      }
    }
  }
  expect(wrong).toEqual([]);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
