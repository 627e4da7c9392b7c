import { expect, test } from "vitest";
import { parseJsonPath } from "./json-path.ts";

test.each([
  ["$", []],
  ["$.a.b-c", ["a", "b-c"]],
  [`$.paths['/v1/{id}']["get"]`, ["paths", "/v1/{id}", "get"]],
  [`$['it\\'s']`, ["it's"]],
  ["$.list[0]", ["list", "0"]],
])("%s names its steps", (path, names) => {
  expect(parseJsonPath(path)).toEqual(names.map((name) => ({ kind: "name", name })));
});

test("[*] and .* are every member", () => {
  const steps = [{ kind: "name", name: "a" }, { kind: "all" }, { kind: "name", name: "b" }];
  expect(parseJsonPath("$.a[*].b")).toEqual(steps);
  expect(parseJsonPath("$.a.*.b")).toEqual(steps);
});

test.each(["a.b", "$..b", "$.a[?(@.x)]", "$.a[1:2]", "$.a[-1]", "$.a b", "$['a", "$.a,b"])("%s is refused", (path) => {
  expect(parseJsonPath(path)).toBeUndefined();
});
