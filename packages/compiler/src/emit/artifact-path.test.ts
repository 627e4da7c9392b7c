import { expect, test } from "vitest";
import { artifactPath } from "./artifact-path.ts";

test.each([
  ["Koalas", "tables/Koalas.json"],
  ["my table", "tables/my%20table.json"],
  ["größe", "tables/gr%C3%B6%C3%9Fe.json"],
  ["a*b?\\c", "tables/a%2Ab%3F%5Cc.json"],
])("the artifact of table %s is %s", (name, path) => {
  expect(artifactPath("table", name)).toBe(path);
});

test("a long name fits every file system, and another long name another file", () => {
  const [one, other] = ["ö".repeat(255), `${"ö".repeat(254)}x`].map((name) => artifactPath("table", name));
  expect(one?.length).toBeLessThanOrEqual("tables/.json".length + 200);
  expect(one).toMatch(/^tables\/(%C3%B6)+(%C3)?-[0-9a-f]{16}\.json$/);
  expect(one).not.toBe(other);
});
