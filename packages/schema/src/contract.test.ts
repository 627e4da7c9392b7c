import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { jsonSchemas } from "./json-schema.ts";

type Json = Readonly<Record<string, unknown>>;

const contract: Json = parse(readFileSync(new URL("../../../openapi/polaris.yaml", import.meta.url), "utf8"));
const METHODS = ["get", "post", "put", "patch", "delete"];

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entries(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** What is wrong with the prose of one thing: it is a sentence that ends, or a reference to one. */
function proseOf(place: string, value: unknown, key = "description"): string[] {
  if (!isObject(value) || "$ref" in value) return [];
  const text = value[key];
  if (typeof text !== "string") return [`${place} has no ${key}`];
  return /^\S[\s\S]*[.)]$/.test(text.trim()) ? [] : [`the ${key} of ${place} is no sentence: ${text}`];
}

/** Every schema below one, each with its place; schemas that only repeat, the items of a list, need no prose. */
function* schemasOf(place: string, schema: unknown, needsProse: boolean): Generator<[string, Json, boolean]> {
  if (!isObject(schema)) return;
  yield [place, schema, needsProse];
  for (const [name, member] of entries(schema.properties)) yield* schemasOf(`${place}.${name}`, member, true);
  yield* schemasOf(`${place}[]`, schema.items, false);
  yield* schemasOf(`${place}{}`, schema.additionalProperties, false);
  for (const key of ["allOf", "oneOf", "anyOf"])
    for (const part of Array.isArray(schema[key]) ? schema[key] : []) yield* schemasOf(place, part, false);
}

interface Operation {
  readonly name: string;
  readonly value: Json;
  readonly path: string;
}

const operations: readonly Operation[] = entries(contract.paths).flatMap(([path, item]) =>
  entries(item).flatMap(([method, value]) =>
    METHODS.includes(method) && isObject(value) ? [{ name: `${method} ${path}`, value, path }] : [],
  ),
);
const components = isObject(contract.components) ? contract.components : {};

function mistakes(document: { readonly operations: readonly Operation[]; readonly components: Json }): string[] {
  const found: string[] = [];
  for (const { name, value } of document.operations) {
    found.push(...proseOf(name, value));
    if (typeof value.summary !== "string") found.push(`${name} has no summary`);
    for (const parameter of Array.isArray(value.parameters) ? value.parameters : [])
      found.push(...proseOf(`${name} ${parameter.name}`, parameter));
    for (const [status, response] of entries(value.responses)) {
      found.push(...proseOf(`${name} ${status}`, response));
      for (const [link, linked] of isObject(response) ? entries(response.links) : [])
        found.push(...proseOf(`${name} ${link}`, linked));
    }
  }
  for (const kind of ["parameters", "headers", "responses", "securitySchemes"])
    for (const [name, value] of entries(document.components[kind])) found.push(...proseOf(`${kind} ${name}`, value));
  for (const [name, schema] of entries(document.components.schemas)) {
    for (const [place, each, needsProse] of schemasOf(name, schema, true))
      if (needsProse) found.push(...proseOf(place, each));
  }
  return found;
}

test("every operation, parameter, answer, link, schema and property has prose", () => {
  expect(operations).toHaveLength(45);
  expect(mistakes({ operations, components })).toEqual([]);
});

test("what has no prose is named", () => {
  const schemas = { Koala: { description: "A koala", properties: { city: { type: "string" } } } };
  const get = { summary: "Get", responses: { 200: {} } };
  expect(
    mistakes({ operations: [{ name: "get /koalas", value: get, path: "/koalas" }], components: { schemas } }),
  ).toEqual([
    "get /koalas has no description",
    "get /koalas 200 has no description",
    "the description of Koala is no sentence: A koala",
    "Koala.city has no description",
  ]);
});

test("every example is a value of its schema", () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  for (const schema of jsonSchemas) ajv.addSchema(schema);
  let count = 0;
  for (const schema of jsonSchemas) {
    const component = String(schema.$id);
    for (const [place, each] of schemasOf(component.replace(/^.*\//, ""), schema, true)) {
      if (!Array.isArray(each.examples)) continue;
      const { $id: _, $schema: __, ...inline } = each;
      const validate = ajv.compile({ ...inline, $id: component.replace(/[^/]*$/, `example-${count}`) });
      for (const example of each.examples) {
        expect({ place, example, valid: validate(example), errors: validate.errors }).toMatchObject({ valid: true });
        count++;
      }
    }
  }
  expect(count).toBeGreaterThan(100);
});

test("every link leads to an operation and gives it values for its path", () => {
  const links = operations.flatMap(({ name, value }) =>
    entries(value.responses).flatMap(([, response]) =>
      entries(isObject(response) ? response.links : {}).map((link) => ({ name, link })),
    ),
  );
  for (const { name, link } of links) {
    const [, value] = link;
    const target = operations.find((operation) => isObject(value) && operation.value.operationId === value.operationId);
    const given = isObject(value) ? entries(value.parameters).map(([parameter]) => parameter) : [];
    const wanted = [...(target?.path ?? "").matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect([name, link[0], target === undefined, given.sort()]).toEqual([name, link[0], false, wanted.sort()]);
  }
  expect(new Set(links.map(({ name }) => name)).size).toBe(7);
});

test("every operation says what it answers to a wrong key, to too many requests and when it fails", () => {
  for (const { name, value } of operations) {
    const statuses = entries(value.responses).map(([status]) => status);
    const body = value.requestBody === undefined ? [] : ["413", "415"];
    expect([name, ...statuses]).toEqual(expect.arrayContaining([name, "401", "405", "429", "5XX", ...body]));
  }
});

test("every object of a request is closed", () => {
  const open: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const schema = jsonSchemas.find(({ $id }) => String($id).endsWith(`/${name}.json`));
    for (const [place, each] of schemasOf(name, schema, true)) {
      const isFree = each.additionalProperties === true || !isObject(each.properties);
      if (isObject(each.properties) && each.additionalProperties !== false && !isFree) open.push(place);
      if (typeof each.$ref === "string") visit(each.$ref.replace(/^(?:.*\/)?(\w+)\.json$/, "$1"));
    }
  };
  for (const { value } of operations) {
    const content = isObject(value.requestBody) ? entries(value.requestBody.content) : [];
    for (const [, media] of content) {
      const schema = isObject(media) && isObject(media.schema) ? media.schema : {};
      if (typeof schema.$ref === "string") visit(schema.$ref.replace(/^.*\//, ""));
    }
  }
  expect(seen.size).toBeGreaterThan(80);
  // What the service sets itself is taken as it was answered.
  expect(open.sort()).toEqual(["ProjectStatus", "QueryableColumn", "User"]);
});
