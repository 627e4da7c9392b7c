import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { CodegenError } from "../issue.ts";
import { temporaryFolder } from "../testing/emit.ts";
import { loadBundle } from "./bundle.ts";
import type { JsonValue } from "./json.ts";
import { getAtPointer } from "./json-pointer.ts";
import type { LoadedDocument } from "./load-document.ts";
import { loadSource } from "./load-source.ts";
import type { Fetch } from "./read-remote-file.ts";

type Files = Readonly<Record<string, string | object>>;

async function write(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === "string" ? content : JSON.stringify(content, null, 1));
  }
}

async function bundle(files: Files, options: { allowRemote?: boolean; fetch?: Fetch } = {}): Promise<LoadedDocument> {
  await using folder = await temporaryFolder();
  await write(folder.path, files);
  return await loadBundle("api.json", { cwd: folder.path, ...options });
}

function api(schemas: object, rest: object = {}, components: object = {}): object {
  return { openapi: "3.1.0", info: {}, ...rest, components: { schemas, ...components } };
}

function at(document: LoadedDocument, pointer: string): JsonValue | undefined {
  return getAtPointer(document.root, pointer);
}

test.each<[string, Files, object]>([
  [
    "a file that is a schema is named by the file",
    { "api.json": api({ A: { items: { $ref: "./pet.yaml" } } }), "pet.yaml": "type: string\n" },
    { A: { items: { $ref: "#/components/schemas/pet" } }, pet: { type: "string" } },
  ],
  [
    "a schema in a file is named by its key",
    { "api.json": api({ A: { items: { $ref: "s.yaml#/Pet" } } }), "s.yaml": "Pet: { type: string }\nOther: {}\n" },
    { A: { items: { $ref: "#/components/schemas/Pet" } }, Pet: { type: "string" } },
  ],
  [
    "an alias component is replaced by its target",
    {
      "api.json": api({ Pet: { $ref: "pet.yaml" }, Pets: { items: { $ref: "#/components/schemas/Pet" } } }),
      "pet.yaml": "properties: { parent: { $ref: '#' }, other: { $ref: 'pet.yaml' } }\n",
    },
    {
      Pet: {
        properties: { parent: { $ref: "#/components/schemas/Pet" }, other: { $ref: "#/components/schemas/Pet" } },
      },
      Pets: { items: { $ref: "#/components/schemas/Pet" } },
    },
  ],
  [
    "files refer to each other, over folders, and names that are taken get a number",
    {
      "api.json": api({ A: { $ref: "a/a.yaml#/A" }, B: { type: "null" } }),
      "a/a.yaml": "A: { properties: { b: { $ref: '../b/my b.yaml#/$defs/B' } } }\n",
      "b/my b.yaml": "$defs: { B: { properties: { a: { $ref: '../a/a.yaml#/A' } } } }\n",
    },
    {
      A: { properties: { b: { $ref: "#/components/schemas/B2" } } },
      B: { type: "null" },
      B2: { properties: { a: { $ref: "#/components/schemas/A" } } },
    },
  ],
  [
    "a schema inside another is a component of its own",
    {
      "api.json": api({
        Pet: { properties: { owner: { type: "string" } } },
        A: { items: { $ref: "#/components/schemas/Pet/properties/owner" } },
      }),
    },
    {
      Pet: { properties: { owner: { type: "string" } } },
      A: { items: { $ref: "#/components/schemas/PetOwner" } },
      PetOwner: { type: "string" },
    },
  ],
  [
    "$defs, $anchor and $id are gone once what they name is a component",
    {
      "api.json": api({
        A: {
          $id: "https://x.test/a",
          $defs: { Name: { type: "string" }, Deep: { $anchor: "deep", type: "null" } },
          anyOf: [{ $ref: "#/$defs/Name" }, { $ref: "#deep" }, { $ref: "#/components/schemas/B" }],
        },
        B: { items: { $ref: "https://x.test/a#/$defs/Name" } },
      }),
    },
    {
      A: {
        anyOf: [
          { $ref: "#/components/schemas/Name" },
          { $ref: "#/components/schemas/Deep" },
          { $ref: "#/components/schemas/B" },
        ],
      },
      B: { items: { $ref: "#/components/schemas/Name" } },
      Name: { type: "string" },
      Deep: { type: "null" },
    },
  ],
  [
    "a pointer goes on through a reference",
    {
      "api.json": api({ A: { $ref: "a.yaml" }, B: { items: { $ref: "#/components/schemas/A/properties/x" } } }),
      "a.yaml": "properties: { x: { type: string } }\n",
    },
    {
      A: { properties: { x: { type: "string" } } },
      B: { items: { $ref: "#/components/schemas/X" } },
      X: { type: "string" },
    },
  ],
  [
    "siblings of a reference stay, and what only looks like a reference does, too",
    {
      "api.json": api({
        A: { $ref: "#/components/schemas/B%43", description: "d", examples: [{ $ref: "x.yaml" }] },
        BC: { enum: [{ $ref: "#/nope" }], properties: { $ref: { type: "string" }, $defs: {} } },
      }),
    },
    {
      A: { $ref: "#/components/schemas/BC", description: "d", examples: [{ $ref: "x.yaml" }] },
      BC: { enum: [{ $ref: "#/nope" }], properties: { $ref: { type: "string" }, $defs: {} } },
    },
  ],
  [
    "a mapping of a discriminator refers to components, by reference and by the names of its own file",
    {
      "api.json": api({ Pet: { $ref: "p.json#/components/schemas/Pet" } }),
      "p.json": api({
        Pet: { oneOf: [], discriminator: { propertyName: "t", mapping: { c: "Cat", d: "dog.yaml", x: "Unknown" } } },
        Cat: { type: "object" },
      }),
      "dog.yaml": "type: object\n",
    },
    {
      Pet: {
        oneOf: [],
        discriminator: {
          propertyName: "t",
          mapping: { c: "#/components/schemas/Cat", d: "#/components/schemas/dog", x: "Unknown" },
        },
      },
      Cat: { type: "object" },
      dog: { type: "object" },
    },
  ],
])("%s", async (_, files, want) => {
  expect(at(await bundle(files), "/components/schemas")).toEqual(want);
});

test("what is not a schema becomes a component of its kind; a path item is put in where it is referred to", async () => {
  const document = await bundle({
    "api.json": {
      openapi: "3.0.3",
      paths: {
        "/a": { $ref: "paths.yaml#/a", summary: "mine" },
        "/b": { get: { parameters: [{ $ref: "#/paths/~1c/parameters/0" }], responses: {} } },
        "/c": { parameters: [{ name: "q", in: "query" }] },
      },
      components: { responses: { Gone: { $ref: "paths.yaml#/gone" } } },
    },
    "paths.yaml":
      "gone: { description: g }\na:\n  summary: theirs\n  get:\n    responses:\n      '200': { $ref: '#/ok' }\n      '410': { $ref: '#/gone' }\nok: { description: ok, content: { a/b: { schema: { $ref: 's.yaml' } } } }\n",
    "s.yaml": "type: string\n",
  });
  expect(at(document, "/paths/~1a")).toEqual({
    summary: "mine",
    get: {
      responses: { 200: { $ref: "#/components/responses/ok" }, 410: { $ref: "#/components/responses/Gone" } },
    },
  });
  expect(at(document, "/paths/~1b/get/parameters")).toEqual([{ $ref: "#/components/parameters/CParameters0" }]);
  expect(at(document, "/components")).toEqual({
    responses: {
      Gone: { description: "g" },
      ok: { description: "ok", content: { "a/b": { schema: { $ref: "#/components/schemas/s" } } } },
    },
    parameters: { CParameters0: { name: "q", in: "query" } },
    schemas: { s: { type: "string" } },
  });
  expect(document.locate("/paths/~1a/get/responses/410")).toMatchObject({ file: "paths.yaml", line: 7 });
  expect(document.locate("/paths/~1a/summary")).toMatchObject({ file: "api.json" });
  expect(document.locate("/components/schemas/s/type")).toMatchObject({ file: "s.yaml", line: 1, column: 7 });
  expect(document.version).toBe("3.0");
  expect(document.inputs.map((path) => path.split("/").at(-1))).toEqual(["api.json", "paths.yaml", "s.yaml"]);
});

test("a recursive callback becomes a component", async () => {
  const document = await bundle({
    "api.json": { openapi: "3.1.0", paths: { "/a": { $ref: "p.yaml" } } },
    "p.yaml": "post: { callbacks: { again: { '{$url}': { $ref: 'p.yaml' } } } }\n",
  });
  expect(at(document, "/paths/~1a/post/callbacks/again/{$url}")).toEqual({ $ref: "#/components/pathItems/p" });
  expect(at(document, "/components/pathItems/p/post/callbacks/again/{$url}/post/callbacks/again/{$url}")).toEqual({
    $ref: "#/components/pathItems/p",
  });
});

test("names do not depend on the order of keys", async () => {
  const one = { A: { items: { $ref: "a.yaml#/X" } }, B: { items: { $ref: "b.yaml#/X" } } };
  const files = { "a.yaml": "X: { const: a }\n", "b.yaml": "X: { const: b }\n" };
  const { B, A } = one;
  const [first, second] = await Promise.all([
    bundle({ ...files, "api.json": api(one) }),
    bundle({ ...files, "api.json": api({ B, A }) }),
  ]);
  expect(at(first, "/components/schemas")).toEqual(at(second, "/components/schemas"));
  expect(at(first, "/components/schemas/X2")).toEqual({ const: "b" });
});

test("a document without odd references is not copied", async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, { "api.json": api({ A: { $ref: "#/components/schemas/B" }, B: {} }) });
  const source = await loadSource({ document: "api.json", cwd: folder.path });
  expect(source.root).toEqual(api({ A: { $ref: "#/components/schemas/B" }, B: {} }));
});

async function failure(files: Files, overlays: string[] = []): Promise<string> {
  await using folder = await temporaryFolder();
  await write(folder.path, files);
  const error = await loadSource({ document: "api.json", cwd: join(folder.path, "."), overlays }).catch(String);
  return String(error);
}

const refTo = (ref: unknown): object => api({ A: { items: { $ref: ref } } });

test.each<[string, Files, RegExp]>([
  [
    "a reference that leads missingSchema",
    { "api.json": refTo("#/components/schemas/B") },
    /api\.json:\d+:\d+ - unknown_ref: expected #\/components\/schemas\/B to exist, found nothing/,
  ],
  ["an anchor that is not there", { "api.json": refTo("#b") }, /unknown_ref: expected #b to exist/],
  ["a reference that is no string", { "api.json": refTo(7) }, /unknown_ref: expected \$ref to be a string, received 7/],
  [
    "a file that is not there",
    { "api.json": refTo("gone.yaml") },
    /api\.json:\d+:\d+ - unreadable_file: cannot read gone\.yaml: .*ENOENT/,
  ],
  ["a folder", { "api.json": refTo("sub"), "sub/x.yaml": "a: 1" }, /unreadable_file: .*EISDIR/],
  [
    "an address",
    { "api.json": refTo("https://x.test/a.yaml") },
    /external_ref: expected a reference to a local file, received https:\/\/x\.test\/a\.yaml; --allow-remote/,
  ],
  ["another kind of address", { "api.json": refTo("ftp://x.test/a") }, /external_ref: .*received ftp:/],
  ["a file outside", { "api.json": refTo("../../etc/passwd") }, /external_ref: expected a file in the folder/],
  ["an absolute path", { "api.json": refTo("/etc/passwd") }, /external_ref: expected a file in the folder/],
  ["a file that is broken", { "api.json": refTo("b.yaml"), "b.yaml": "a: [" }, /b\.yaml:\d+:\d+ - syntax/],
  ["a file that is empty", { "api.json": refTo("b.yaml"), "b.yaml": "\n" }, /b\.yaml:1:1 - syntax: .*an empty file/],
  [
    "nothing at a pointer into a file",
    { "api.json": refTo("b.yaml#/X"), "b.yaml": "a: 1" },
    /unknown_ref: .*b\.yaml#\/X/,
  ],
  [
    "a parameter that refers to a schema",
    { "api.json": api({ A: {} }, { paths: { "/a": { parameters: [{ $ref: "#/components/schemas/A" }] } } }) },
    /unknown_ref: expected a reference to components\.parameters, received #\/components\/schemas\/A/,
  ],
  [
    "Swagger",
    { "api.json": { swagger: "2.0" } },
    /unsupported_version: .*received swagger: "2\.0"; `npx swagger2openapi`/,
  ],
  ["OpenAPI 4", { "api.json": { openapi: "4.0.0" } }, /unsupported_version: .*received "4\.0\.0"/],
  ["a list", { "api.json": [] }, /invalid_document: expected an OpenAPI document, received an array/],
])("%s is refused", async (_, files, want) => {
  expect(await failure(files)).toMatch(want);
});

test("a link out of the folder is refused", async () => {
  await using outside = await temporaryFolder();
  await using folder = await temporaryFolder();
  await write(outside.path, { "secret.yaml": "type: string\n" });
  await write(folder.path, { "api.json": refTo("link.yaml") });
  await symlink(join(outside.path, "secret.yaml"), join(folder.path, "link.yaml"));
  await expect(loadBundle("api.json", { cwd: folder.path })).rejects.toThrow(/external_ref/);
});

test("OpenAPI 3.2 is read, with a word about it", async () => {
  const document = await bundle({ "api.json": { openapi: "3.2.0", paths: {} } });
  expect(document.issues).toEqual([
    { code: "newer_version", pointer: "/openapi", message: 'expected openapi: 3.0.x or 3.1.x, received "3.2.0"' },
  ]);
});

test("addresses are read where that is allowed, and what they hold refers to addresses", async () => {
  const pages: Readonly<Record<string, Response>> = {
    "https://x.test/v1/pet": new Response('{"items":{"$ref":"owner.yaml#/Owner"}}', {
      headers: { "content-type": "application/schema+json" },
    }),
    "https://x.test/v1/owner.yaml": new Response("Owner: { type: string }\n"),
  };
  const fetch: Fetch = async (url) => pages[url] ?? new Response("", { status: 404 });
  const document = await bundle({ "api.json": refTo("https://x.test/v1/pet") }, { allowRemote: true, fetch });
  expect(at(document, "/components/schemas")).toEqual({
    A: { items: { $ref: "#/components/schemas/pet" } },
    pet: { items: { $ref: "#/components/schemas/Owner" } },
    Owner: { type: "string" },
  });
  expect(document.inputs.slice(1)).toEqual(["https://x.test/v1/owner.yaml", "https://x.test/v1/pet"]);
  await expect(bundle({ "api.json": refTo("https://x.test/gone") }, { allowRemote: true, fetch })).rejects.toThrow(
    /unreadable_file: .*expected an answer of 200, received 404/,
  );
});

test("a document at an address may be the first, and cannot reach files", async () => {
  const pages: Readonly<Record<string, string>> = {
    "https://x.test/api.json": JSON.stringify(refTo("a.json")),
    "https://x.test/a.json": '{"type":"string"}',
    "https://x.test/bad.json": JSON.stringify(refTo("file:///etc/hostname")),
  };
  const fetch: Fetch = async (url) => new Response(pages[url]);
  const options = { cwd: "/", allowRemote: true, fetch };
  const document = await loadBundle("https://x.test/api.json", options);
  expect(at(document, "/components/schemas/a")).toEqual({ type: "string" });
  await expect(loadBundle("https://x.test/bad.json", options)).rejects.toThrow(/external_ref: .*received file:/);
  await expect(loadBundle("https://x.test/api.json", { cwd: "/" })).rejects.toThrow(/external_ref: .*--allow-remote/);
});

test("an address without an end is cut off", async () => {
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)),
  });
  const fetch: Fetch = async () => new Response(endless);
  await expect(bundle({ "api.json": refTo("https://x.test/a") }, { allowRemote: true, fetch })).rejects.toThrow(
    /expected at most \d+ bytes, received more/,
  );
});

const overlay = (actions: object[]): object => ({ overlay: "1.0.0", actions });

test("an overlay is applied to the whole, and may refer to any place of it", async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, {
    "api.json": api({ A: { $ref: "a.yaml" }, B: { $ref: "#/gone" } }),
    "a.yaml": "properties: { x: { type: string } }\n",
    "one.json": overlay([
      { target: "$.components.schemas.B", update: { $ref: "#/components/schemas/A/properties/x", title: "b" } },
    ]),
    "two.json": overlay([{ target: "$.components.schemas.A.properties.x", update: { minLength: 1 } }]),
  });
  const document = await loadSource({ document: "api.json", cwd: folder.path, overlays: ["one.json", "two.json"] });
  expect(at(document, "/components/schemas")).toEqual({
    A: { properties: { x: { type: "string", minLength: 1 } } },
    B: { $ref: "#/components/schemas/AX", title: "b" },
    AX: { type: "string", minLength: 1 },
  });
  expect(document.locate("/components/schemas/A/properties/x/minLength").file).toBe("two.json");
  expect(document.locate("/components/schemas/AX/type")).toMatchObject({ file: "a.yaml", line: 1 });
  expect(document.inputs).toHaveLength(4);
});

test.each<[string, object, RegExp]>([
  [
    "out of the document",
    { target: "$.components.schemas.A", update: { $ref: "other.yaml" } },
    /o\.json:\d+:\d+ - external_ref: expected a reference into this document \(#\/…\), received other\.yaml/,
  ],
  [
    "to what is taken out",
    { target: "$.components.schemas.B", remove: true },
    /api\.json:\d+:\d+ - unknown_ref: expected #\/components\/schemas\/B to exist/,
  ],
])("a reference %s is refused after an overlay", async (_, action, want) => {
  const files = { "api.json": api({ A: { items: { $ref: "#/components/schemas/B" } }, B: {} }) };
  expect(await failure({ ...files, "o.json": overlay([action]) }, ["o.json"])).toMatch(want);
});

test("what cannot be read is an error of its own kind", async () => {
  await expect(bundle({ "api.json": refTo("#/nope") })).rejects.toBeInstanceOf(CodegenError);
});
