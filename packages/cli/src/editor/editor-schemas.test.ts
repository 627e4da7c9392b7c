import { readFile } from "node:fs/promises";
import { jsonSchemas } from "@starfix/schema/json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { KOALAS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { tempFolder } from "../testing/temp-folder.ts";
import { bundleSchema } from "./bundle-schema.ts";
import { editorSchemas } from "./editor-schemas.ts";

test("a bundled schema holds all that it refers to, itself too, and nothing else", () => {
  const schemas = new Map([
    ["Tree", { $id: "https://a/Tree.json", items: { $ref: "Tree.json" }, anyOf: [{ $ref: "Leaf.json" }] }],
    ["Leaf", { $id: "https://a/Leaf.json", type: "string" }],
    ["Stone", { $id: "https://a/Stone.json" }],
  ]);
  expect(bundleSchema("Tree", schemas)).toEqual({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $ref: "#/$defs/Tree",
    $defs: {
      Tree: { items: { $ref: "#/$defs/Tree" }, anyOf: [{ $ref: "#/$defs/Leaf" }] },
      Leaf: { type: "string" },
    },
  });
  expect(() => bundleSchema("Wood", schemas)).toThrow("no JSON Schema is named Wood");
});

test("the schemas of editors take what a build writes, and refuse an unknown member", async () => {
  await using folder = await tempFolder({ "definitions/koalas.ts": KOALAS });
  await run(["build", "--tables"], { cwd: folder.path });
  const read = async (path: string) => JSON.parse(await readFile(`${folder.path}/artifacts/${path}`, "utf8"));
  const schemas = editorSchemas(jsonSchemas);
  const given = {
    "connection.json": await read("connections/demo-conn.json"),
    "table.json": await read("tables/Koalas.json"),
    "job.json": await read("jobs/koalas.json"),
  };
  for (const [name, schema] of Object.entries(schemas)) {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    const artifact = given[name as keyof typeof given];
    expect(validate(artifact) || validate.errors).toBe(true);
    expect(validate({ ...artifact, colour: "red" })).toBe(false);
  }
});
