import { expect, test } from "vitest";
import { bundleSources } from "./bundle-sources.ts";
import { packageOf, summariseProfiles } from "./read-profile.ts";

const bundle = "file:///repo/packages/codegen/dist/cli.js";
const zod = "file:///repo/node_modules/.pnpm/zod@4.0.0/node_modules/zod/v4/core.js";
const node = (id: number, functionName: string, url = "", lineNumber = 0) => ({
  id,
  callFrame: { functionName, url, lineNumber },
});
const profile = {
  nodes: [
    node(1, "(idle)"),
    node(2, "(garbage collector)"),
    node(3, "emit", bundle, 2),
    node(4, "", zod, 9),
    node(5, "emit", bundle, 2),
  ],
  samples: [3, 1, 4, 5, 2, 3],
  timeDeltas: [1000, 9000, 500, 2000, 250, 4000],
};

test("self times are summed by function and by package, without idling, the costliest first", () => {
  expect(summariseProfiles([profile])).toEqual({
    totalMilliseconds: 7.75,
    functions: [
      { name: "emit  codegen cli.js:3", milliseconds: 7 },
      { name: "(anonymous)  zod core.js:10", milliseconds: 0.5 },
      { name: "(garbage collector)", milliseconds: 0.25 },
    ],
    packages: [
      { name: "codegen", milliseconds: 7 },
      { name: "zod", milliseconds: 0.5 },
      { name: "(garbage collector)", milliseconds: 0.25 },
    ],
    folders: [],
  });
});

test("profiles of several threads add up, and one without samples adds nothing", () => {
  expect(summariseProfiles([profile, profile, { nodes: [] }]).totalMilliseconds).toBe(15.5);
});

test("a place in a bundle is named by its source, one before any region by its line", () => {
  const sourceOf = bundleSources(() => 'import "x";\n//#region src/cli.ts\nfunction emit() {}\n');
  const { functions, folders } = summariseProfiles([profile], sourceOf);
  expect(functions[0]?.name).toBe("emit  codegen src/cli.ts");
  expect(folders).toEqual([{ name: "src", milliseconds: 7 }]);
  expect(sourceOf(bundle, 0)).toBe(bundle);
  expect(sourceOf(zod, 9)).toBe(zod);
});

test.each([
  { given: "node:internal/fs/utils", want: "node" },
  { given: zod, want: "zod" },
  { given: "file:///r/node_modules/@scope/name/x.js", want: "@scope/name" },
  { given: bundle, want: "codegen" },
  { given: "file:///elsewhere/x.js", want: "other" },
])("$given belongs to $want", ({ given, want }) => {
  expect(packageOf(given)).toBe(want);
});
