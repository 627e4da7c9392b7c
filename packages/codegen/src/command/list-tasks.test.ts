import { expect, test } from "vitest";
import { listTasks } from "./list-tasks.ts";

const flags = { document: undefined, cache: true };
const config = (entry: object) => ({
  path: "/project/sub/starfix-codegen.config.ts",
  entries: [{ document: "api.yaml", out: "../out", ...entry }],
});

test("paths of a configuration start from its folder, and an address stays one", () => {
  const [task] = listTasks(flags, config({ overlays: ["../o.yaml", "/abs/o.yaml"] }), "/project/sub");
  expect(task).toMatchObject({
    options: { document: "api.yaml", overlays: ["../o.yaml", "../../abs/o.yaml"], cwd: "/project/sub" },
    out: "../out",
    folder: "/project/out",
  });
  const [above] = listTasks(flags, config({ document: "https://example.com/api.yaml" }), "/project");
  expect(above).toMatchObject({
    options: { document: "https://example.com/api.yaml" },
    out: "out",
    folder: "/project/out",
  });
});

test.each([
  [undefined, true],
  [["types", "zod", "guards", "json-schema", "builders", "descriptors", "operations"], true],
  [["types"], false],
] as const)("with the targets %j, all have run: %j", (targets, everything) => {
  expect(listTasks(flags, config(targets ? { targets } : {}), "/project")[0]).toMatchObject({ everything });
  expect(listTasks({ ...flags, target: ["types"] }, config({}), "/project")[0]).toMatchObject({ everything: false });
});

test("each flag takes the place of a setting", () => {
  const given = {
    document: "b.yaml",
    out: "b",
    overlay: ["b.yaml"],
    target: ["zod"],
    schemaBase: "https://b.example/",
    jsonSchemaDraft: "draft-07",
    builderBases: true,
    allowRemote: true,
    cache: true,
  } as const;
  const settings = config({ overlays: ["a.yaml"], schemaBase: "https://a.example/", formats: { uuid: "annotate" } });
  expect(listTasks(given, settings, "/project")).toEqual([
    {
      options: {
        document: "b.yaml",
        overlays: ["b.yaml"],
        targets: ["zod"],
        schemaBase: "https://b.example/",
        jsonSchemaDraft: "draft-07",
        builderBases: true,
        allowRemote: true,
        formats: { uuid: "annotate" },
        cwd: "/project",
      },
      out: "b",
      folder: "/project/b",
      everything: false,
    },
  ]);
});
