import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { generate } from "../../generate.ts";
import { documentOf } from "../../testing/emit.ts";
import { projectFolder, typecheckUsage } from "../../testing/typecheck.ts";

const project = await projectFolder();
afterAll(() => project[Symbol.asyncDispose]());
const folder = project.path;
await mkdir(join(folder, "other"));

const pet = { $ref: "#/components/schemas/Pet" };
const json = (schema: object): object => ({ description: "", content: { "application/json": { schema } } });
const color = { type: "array", items: { type: "string" } };
const document = documentOf(
  {
    Pet: { type: "object", required: ["name"], properties: { name: { type: "string" }, tag: { type: "string" } } },
    Problem: { type: "object", required: ["code"], properties: { code: { type: "integer" } } },
  },
  {
    paths: {
      "/pets": {
        get: {
          operationId: "pets/list",
          parameters: [
            { name: "limit", in: "query", schema: { type: "integer", minimum: 1 } },
            { name: "color", in: "query", explode: false, schema: color },
            { name: "filter", in: "query", style: "deepObject", schema: { type: "object", properties: { a: color } } },
            { name: "where", in: "query", content: { "application/json": { schema: pet } } },
            { name: "X-Trace", in: "header", schema: { type: "string" } },
            { name: "session", in: "cookie", schema: { type: "string" } },
          ],
          responses: {
            "200": json({ type: "array", items: pet }),
            "204": { description: "" },
            default: json({ $ref: "#/components/schemas/Problem" }),
          },
        },
        post: {
          operationId: "createPet",
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: pet },
              "application/x-www-form-urlencoded": { schema: pet },
              "text/csv": {},
            },
          },
          responses: { "201": json(pet) },
        },
      },
      "/pets/{id}/{shape}": {
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer" } },
          { name: "shape", in: "path", required: true, style: "matrix", explode: true, schema: { type: "object" } },
        ],
        put: {
          operationId: "uploadPet",
          parameters: [{ name: "id", in: "query", schema: { type: "boolean" } }],
          requestBody: {
            content: {
              "multipart/form-data": {
                schema: {
                  type: "object",
                  required: ["file"],
                  properties: { file: { type: "string", format: "binary" }, size: { type: "integer" } },
                },
              },
            },
          },
          responses: { "200": { description: "", content: { "image/png": {} } } },
        },
      },
    },
  },
);
await writeFile(join(folder, "api.json"), JSON.stringify(document));
const { files } = await generate({ document: "api.json", cwd: folder, targets: ["types", "zod", "operations"] });
for (const { path, text } of files) await writeFile(join(folder, path), text);

interface Call {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

async function call(
  usage: string,
  answer: Response,
  isValidated = false,
): Promise<{ readonly calls: readonly Call[]; readonly result: unknown }> {
  const module = await import(/* @vite-ignore */ pathToFileURL(join(folder, "operations.gen.ts")).href);
  const calls: Call[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = new Request(url, init);
    const line = `${request.method} ${url}`;
    calls.push({ line, headers: Object.fromEntries(request.headers), text: await request.text() });
    return answer.clone();
  };
  const plain = module.fetchTransport({ baseUrl: "https://a", fetch });
  const { validators } = await import(/* @vite-ignore */ pathToFileURL(join(folder, "validators.gen.js")).href);
  const transport = isValidated ? module.validatingTransport(plain, validators) : plain;
  const run = new Function("api", "transport", `return (async () => { with (api) { return await ${usage}; } })();`);
  return { result: await run(module, transport).catch((error: unknown) => error), calls };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)]));
}

test("the order of keys in a document makes no difference", async () => {
  await writeFile(join(folder, "other", "api.json"), JSON.stringify(reversed(document)));
  const other = await generate({ document: "api.json", cwd: join(folder, "other"), targets: ["zod", "operations"] });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  for (const { path, text } of other.files) expect(text).toBe(texts.get(path));
});

const accept = "application/json";

test.each<[string, string, Partial<Call>]>([
  ["nothing", "petsList(transport)", { line: "GET https://a/pets", headers: { accept } }],
  [
    "every place and style",
    'petsList(transport, { limit: 2, color: ["a,b", "c"], filter: { a: ["x"] }, where: { name: "&" }, "X-Trace": "t 1", session: "s;" })',
    {
      line: "GET https://a/pets?limit=2&color=a%2Cb,c&filter%5Ba%5D%5B0%5D=x&where=%7B%22name%22%3A%22%26%22%7D",
      headers: { accept, cookie: "session=s%3B", "x-trace": "t 1" },
    },
  ],
  [
    "JSON",
    'createPet(transport, { body: { name: "K" } })',
    { headers: { accept, "content-type": accept }, text: '{"name":"K"}' },
  ],
  [
    "a form",
    'createPet(transport, { body: { name: "K&" }, contentType: "application/x-www-form-urlencoded" })',
    { headers: { accept, "content-type": "application/x-www-form-urlencoded" }, text: "name=K%26" },
  ],
  [
    "text",
    'createPet(transport, { body: "a,b", contentType: "text/csv" })',
    { headers: { accept, "content-type": "text/csv" }, text: "a,b" },
  ],
  [
    "two parameters of one name",
    "uploadPet(transport, { id: 1, idQuery: true, shape: { R: 1, G: 2 } })",
    { line: "PUT https://a/pets/1/;R=1;G=2?id=true", headers: { accept: "image/png" } },
  ],
])("what is called with %s is sent", async (_, usage, want) => {
  const { calls } = await call(usage, new Response(null, { status: 204 }));
  expect(calls).toEqual([expect.objectContaining(want)]);
});

test("what is answered is read, and thrown where it is no success", async () => {
  expect((await call("petsList(transport)", Response.json([{ name: "K" }]))).result).toEqual([{ name: "K" }]);
  expect((await call("uploadPet(transport, { id: 1, shape: { R: 1 } })", new Response("h"))).result).toEqual(
    new Uint8Array([104]),
  );
  const failed = await call("petsList(transport)", Response.json({ code: 1 }, { status: 500 }));
  expect(failed.result).toMatchObject({ name: "ApiError", status: 500, operation: "petsList", body: { code: 1 } });
});

test.each<[string, string, unknown, string]>([
  ["a parameter", "petsList(transport, { limit: 0 })", [], "petsList: the request"],
  ["a body", "createPet(transport, { body: { name: 1 } })", { name: "K" }, "createPet: the request"],
  ["no body", "createPet(transport, {})", { name: "K" }, "createPet: the request"],
  [
    "a form",
    'createPet(transport, { body: {}, contentType: "application/x-www-form-urlencoded" })',
    {},
    "createPet: the request",
  ],
  ["an answer", "petsList(transport)", [{ name: 1 }], "petsList: the answer"],
  ["an answer that is a component", 'createPet(transport, { body: { name: "K" } })', {}, "createPet: the answer"],
])("%s that is wrong is found by the validators", async (_, usage, answer, want) => {
  expect((await call(usage, Response.json(answer), true)).result).toMatchObject({
    name: "ValidationError",
    message: expect.stringContaining(want),
  });
});

test("what is right goes through the validators", async () => {
  const pet = { name: "K", more: 1 };
  expect((await call("petsList(transport, { limit: 1 })", Response.json([pet]), true)).result).toEqual([pet]);
  expect((await call("petsList(transport)", new Response(null, { status: 204 }), true)).result).toBeUndefined();
  expect((await call('createPet(transport, { body: { name: "K" } })', Response.json(pet), true)).result).toEqual(pet);
  const upload = "uploadPet(transport, { id: 1, shape: { R: 1 }, body: { file: new Blob([]) } })";
  expect((await call(upload, new Response("h"), true)).result).toEqual(new Uint8Array([104]));
});

const usage = `
import { createPet, fetchTransport, petsList, uploadPet, validatingTransport, type Transport } from "./operations.gen.js";
import { validators } from "./validators.gen.js";
import type { Pet } from "./types.gen.js";
export const checked: Transport = validatingTransport(fetchTransport({ baseUrl: "https://a" }), validators);
const transport: Transport = fetchTransport({ baseUrl: "https://a", headers: { "x-key": "k" } });
export async function right(): Promise<void> {
  const pets: Pet[] | void = await petsList(transport, { limit: 1, color: ["a"] as const, "X-Trace": "t", session: undefined });
  const pet: Pet = await createPet(transport, { body: { name: "K" } });
  await createPet(transport, { body: { name: "K" }, contentType: "application/x-www-form-urlencoded" });
  await createPet(transport, { body: new Uint8Array(1), contentType: "text/csv" });
  const image: Uint8Array = await uploadPet(transport, { id: 1, idQuery: true, shape: {}, body: { file: new Blob([]), size: 1 } });
  await uploadPet(transport, { id: 1, shape: {}, body: { file: { data: "a", filename: "b" } } });
  console.log(pets, pet, image);
}
export async function wrong(): Promise<void> {
  // @ts-expect-error a limit is a number
  await petsList(transport, { limit: "1" });
  // @ts-expect-error no such parameter
  await petsList(transport, { limits: 1 });
  // @ts-expect-error a body is required
  await createPet(transport);
  // @ts-expect-error a pet has a name
  await createPet(transport, { body: { tag: "t" } });
  // @ts-expect-error a text is declared as one
  await createPet(transport, { body: "a,b" });
  // @ts-expect-error no such media type
  await createPet(transport, { body: "a,b", contentType: "text/html" });
  // @ts-expect-error the path needs an id
  await uploadPet(transport, { shape: {} });
  // @ts-expect-error a file is no number
  await uploadPet(transport, { id: 1, shape: {}, body: { file: 1 } });
  // @ts-expect-error a pet is no list
  const list: Pet[] = await createPet(transport, { body: { name: "K" } });
  console.log(list);
}
`;

test("the functions are typed, under the strictest options", async () => {
  expect(await typecheckUsage(folder, usage)).toEqual([]);
}, 120_000);
