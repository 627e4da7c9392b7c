import { expect, test } from "vitest";
import { publishedProblems } from "./publish-tree.ts";

const good = {
  name: "@starfix/dsl",
  version: "0.1.0",
  dependencies: { "@starfix/expr": "0.1.0", zod: "4.6.7" },
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  scripts: { build: "tsdown" },
};

test("a manifest that names versions and built files can be used", () => {
  expect(publishedProblems(good)).toEqual([]);
});

test("what only the workspace understands is named", () => {
  const given = {
    ...good,
    dependencies: { "@starfix/expr": "workspace:*" },
    peerDependencies: { vitest: "catalog:" },
    exports: { ".": { "@starfix/source": "./src/index.ts", default: "./dist/index.js" } },
    scripts: { prepublishOnly: "node guard.ts" },
  };
  expect(publishedProblems(given)).toEqual([
    "it requires @starfix/expr as workspace:*",
    "it requires vitest as catalog:",
    "its exports name sources",
    "it has the script prepublishOnly",
  ]);
});
