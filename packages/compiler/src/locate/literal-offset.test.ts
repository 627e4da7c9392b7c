import { expect, test } from "vitest";
import { literalOffset } from "./literal-offset.ts";

/** A literal in pieces: how each is written, and how many characters of the value it gives. */
test.each<readonly (readonly [written: string, characters: number])[]>([
  [
    ["a", 1],
    ['\\"', 1],
    ["b", 1],
    ['\\"', 1],
  ],
  [
    ["\\n", 1],
    ["\\\\", 1],
    ["\\'", 1],
    ["c", 1],
  ],
  [
    ["\\x41", 1],
    ["\\u0042", 1],
    ["\\u{43}", 1],
    ["\\u{1F428}", 2],
    ["d", 1],
  ],
  [
    ["a", 1],
    ["\\\n", 0],
    ["\\\r\n", 0],
    ["b", 1],
  ],
  [
    ["a", 1],
    ["\r\n", 1],
    ["b", 1],
  ],
])("each character is found where it is written: %j %j %j %j", (...pieces) => {
  const written = pieces.map(([text]) => text).join("");
  let [at, offset] = [0, 0];
  for (const [text, characters] of pieces) {
    // What gives no character is passed over.
    if (characters > 0)
      expect(written.slice(literalOffset(written, offset)).replace(/^(?:\\\r?\n)+/, "")).toBe(written.slice(at));
    at += text.length;
    offset += characters;
  }
  expect(literalOffset(written, offset)).toBe(written.length);
});
