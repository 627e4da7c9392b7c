import { expect, test } from "vitest";
import { planJobs } from "./plan-jobs.ts";

const flags = { document: undefined, cache: true };
const config = (entry: object) => ({
  path: "/work/sub/starfix-codegen.config.ts",
  entries: [{ document: "api.yaml", out: "../out", ...entry }],
});

test("paths of a configuration start from its folder, and an address stays one", () => {
  const [job] = planJobs(flags, config({ overlays: ["../o.yaml", "/abs/o.yaml"] }), "/work/sub");
  expect(job).toMatchObject({
    options: { document: "api.yaml", overlays: ["../o.yaml", "../../abs/o.yaml"], cwd: "/work/sub" },
    out: "../out",
    folder: "/work/out",
  });
  const [above] = planJobs(flags, config({ document: "https://example.com/api.yaml" }), "/work");
  expect(above).toMatchObject({
    options: { document: "https://example.com/api.yaml" },
    out: "out",
    folder: "/work/out",
  });
});

test.each([
  [undefined, true],
  [["types", "zod", "json-schema", "builders", "operations"], true],
  [["types"], false],
] as const)("with the targets %j, all have run: %j", (targets, everything) => {
  expect(planJobs(flags, config(targets ? { targets } : {}), "/work")[0]).toMatchObject({ everything });
  expect(planJobs({ ...flags, target: ["types"] }, config({}), "/work")[0]).toMatchObject({ everything: false });
});

test("each flag takes the place of a setting", () => {
  const given = {
    document: "b.yaml",
    out: "b",
    overlay: ["b.yaml"],
    target: ["zod"],
    schemaBase: "https://b.example/",
    jsonSchemaDraft: "draft-07",
    builderModule: "./b.js",
    allowRemote: true,
    cache: true,
  } as const;
  const settings = config({ overlays: ["a.yaml"], schemaBase: "https://a.example/", formats: { uuid: "annotate" } });
  expect(planJobs(given, settings, "/work")).toEqual([
    {
      options: {
        document: "b.yaml",
        overlays: ["b.yaml"],
        targets: ["zod"],
        schemaBase: "https://b.example/",
        jsonSchemaDraft: "draft-07",
        builderModule: "./b.js",
        allowRemote: true,
        formats: { uuid: "annotate" },
        cwd: "/work",
      },
      out: "b",
      folder: "/work/b",
      everything: false,
    },
  ]);
});
