import { expect, test } from "vitest";
import { like } from "./like.ts";

/** The same by a regular expression, which is slow for some patterns. */
function reference(text: string, pattern: string): boolean {
  let source = "";
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index++) {
    const escaped = characters[index] === "!";
    if (escaped) index++;
    const character = characters[index] ?? "";
    if (!escaped && character === "%") source += ".*";
    else if (!escaped && character === "_") source += ".";
    else source += character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
  }
  return new RegExp(`^${source}$`, "su").test(text);
}

/** All texts of up to `length` of the characters. */
function textsOf(characters: readonly string[], length: number): readonly string[] {
  if (length === 0) return [""];
  const shorter = textsOf(characters, length - 1);
  return ["", ...characters.flatMap((character) => shorter.map((text) => character + text))];
}

test("a pattern matches what the same regular expression matches", () => {
  const texts = [...textsOf(["a", "b", "🐨"], 4), "\n", "a\nb", ".", "!a", "%"];
  for (const pattern of [...textsOf(["a", "🐨", "%", "_"], 4), "!%", "!_a%", "!!a", ".%", "%!", "a%b_"]) {
    const found = texts.filter((text) => like(text, pattern, "!"));
    expect([pattern, found]).toEqual([pattern, texts.filter((text) => reference(text, pattern))]);
  }
});

test("20,000 wildcards over a text that does not match take one pass", () => {
  const text = "a".repeat(40_000);
  const pattern = "%a".repeat(20_000);
  expect(like(text, pattern, "")).toBe(true);
  expect(like(text, `${pattern}b`, "")).toBe(false);
  expect(like(text, `${"%a_".repeat(20_000)}%b%`, "")).toBe(false);
});
