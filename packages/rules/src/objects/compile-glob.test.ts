import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileGlob } from "./compile-glob.ts";
import { GlobSyntaxError, literalHead } from "./parse-glob.ts";

interface JavaGlobs {
  readonly keys: readonly string[];
  readonly globs: readonly {
    readonly pattern: string;
    readonly matches?: readonly string[];
    readonly error?: string;
  }[];
}

const java: JavaGlobs = JSON.parse(readFileSync(new URL("../../fixtures/java-glob.json", import.meta.url), "utf8"));

test.each(java.globs)("$pattern matches what Java's path matcher matches", ({ pattern, matches }) => {
  if (matches === undefined) expect(() => compileGlob(pattern)).toThrow(GlobSyntaxError);
  else expect(java.keys.filter(compileGlob(pattern).matches)).toEqual(matches);
});

/** Tries every way from the left: slow, and nothing like the machine it is compared with. */
function naive(pattern: string, key: string): boolean {
  return tries(tokensOf(pattern), key);
}

function tokensOf(pattern: string): readonly string[] {
  return pattern.match(/\{[^}]*\}|\[[^\]]*\]|\*\*|[\s\S]/g) ?? [];
}

function tries([token, ...after]: readonly string[], key: string): boolean {
  if (token === undefined) return key === "";
  if (token.startsWith("{")) {
    const branches = token.slice(1, -1).split(",");
    return branches.some((branch) => tries([...tokensOf(branch), ...after], key));
  }
  const [char, rest] = [key[0], key.slice(1)];
  if (token === "*" || token === "**") {
    const takes = char !== undefined && (token === "**" || char !== "/");
    return tries(after, key) || (takes && tries([token, ...after], rest));
  }
  if (char === undefined) return false;
  if (token === "?") return char !== "/" && tries(after, rest);
  if (token.startsWith("[")) {
    const negated = token[1] === "!";
    return char !== "/" && token.slice(negated ? 2 : 1, -1).includes(char) !== negated && tries(after, rest);
  }
  return token === char && tries(after, rest);
}

test("globs match what a naive matcher matches", () => {
  const token = fc.constantFrom(
    "a",
    "b",
    ".",
    "/",
    "*",
    "**",
    "?",
    "[ab]",
    "[!a]",
    "{a,b}",
    "{,a/}",
    "{*,?b}",
    "{a**,}",
  );
  const key = fc
    .array(fc.constantFrom("a", "b", ".", "/", "ab", "a/"), { maxLength: 8 })
    .map((parts) => parts.join(""));
  let matched = 0;
  fc.assert(
    fc.property(fc.array(token, { maxLength: 6 }), key, (tokens, name) => {
      const pattern = tokens.join("");
      const found = compileGlob(pattern).matches(name);
      if (found) matched++;
      expect(found).toBe(naive(pattern, name));
      if (found) expect(name.startsWith(literalHead(pattern))).toBe(true);
      // What matches a key meets every beginning of it.
      for (let end = 0; found && end <= name.length; end++) {
        expect(compileGlob(pattern).meets(name.slice(0, end))).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
  expect(matched).toBeGreaterThan(200);
});

test("time grows with the key, not with the ways to match it", () => {
  const match = (): boolean => compileGlob(`${"**a".repeat(40)}b`).matches("a".repeat(1024));
  // One that tries all ways would not be done in this world's time, and no timeout of a test ends it.
  expect(runInNewContext("match()", { match }, { timeout: 60_000 })).toBe(false);
});

test.each([
  ["penguins/*.json", "penguins/", true],
  ["penguins/*.json", "penguins/2026/", false],
  ["penguins/**.json", "penguins/2026/", true],
  ["*/2026/*.json", "penguins/", true],
  ["*/2026/*.json", "penguins/2025/", false],
  ["{koalas,penguins}/*", "pen", true],
  ["{koalas,penguins}/*", "pet", false],
  ["[a-c]/x", "d", false],
  ["penguins", "penguins/", false],
  ["**", "anything/at/all", true],
])("%s and keys that begin with %s: %s", (pattern, prefix, want) => {
  expect(compileGlob(pattern).meets(prefix)).toBe(want);
});
