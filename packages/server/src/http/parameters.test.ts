import { readFileSync } from "node:fs";
import { zErrorResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { ROUTES } from "../routes.ts";
import { testServer } from "../testing/test-server.ts";

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
}

/** Operations by their method, and what they have in common. */
interface PathItem extends Partial<Readonly<Record<"get" | "post" | "put" | "patch" | "delete", Operation>>> {
  readonly parameters?: readonly Parameter[];
}

interface Contract {
  readonly paths: Readonly<Record<string, PathItem>>;
}

const contract = parse(readFileSync(new URL("../../../../openapi/polaris.yaml", import.meta.url), "utf8")) as Contract; // The document of which the schemas are generated.

function resolve<TNode extends { readonly $ref?: string }>(node: TNode): TNode {
  if (node.$ref === undefined) return node;
  const found = node.$ref
    .split("/")
    .slice(1)
    .reduce<unknown>((inner, key) => Reflect.get(inner as object, key), contract);
  return resolve(found as TNode); // A reference has the kind of what refers.
}

/** Values outside of a schema, one for each of its keywords; a text that may be anything can only be given twice. */
function valuesOutside(schema: Schema): readonly (readonly string[])[] {
  const { allOf = [], format, items, maximum, maxLength, minimum, minLength, type } = resolve(schema);
  if (items !== undefined) return valuesOutside(items).filter((values) => values.length === 1);
  return [
    ["a", "a"],
    ...(resolve(schema).enum === undefined ? [] : [["no such value"]]),
    ...(type === "integer" ? [["ten"], ["1.5"], [""], ["9223372036854775808"]] : []),
    ...(minimum === undefined ? [] : [[String(minimum - 1)]]),
    ...(maximum === undefined ? [] : [[String(maximum + 1)]]),
    ...(minLength === undefined || minLength === 0 ? [] : [[""]]),
    ...(maxLength === undefined ? [] : [["x".repeat(maxLength + 1)]]),
    ...(format === "uuid" ? [["no-uuid"]] : []),
    ...allOf.flatMap(valuesOutside),
  ];
}

function parametersOf(operationId: string): readonly Parameter[] {
  for (const item of Object.values(contract.paths)) {
    const operations = [item.get, item.post, item.put, item.patch, item.delete];
    const operation = operations.find((each) => each?.operationId === operationId);
    if (operation === undefined) continue;
    return [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve);
  }
  throw new Error(`no operation ${operationId} in the contract`);
}

const declared = ROUTES.flatMap(({ method, operation, path }) =>
  parametersOf(operation)
    .filter(({ name }) => name !== "projectId")
    .map((parameter) => [operation, parameter.name, { method, path, parameter }] as const),
);

test("operations have parameters in the path and in the query", () => {
  expect(new Set(declared.map(([, , { parameter }]) => parameter.in))).toEqual(new Set(["path", "query"]));
  expect(declared.filter(([, , { parameter }]) => parameter.in === "query").length).toBeGreaterThan(10);
});

test.each(declared)("%s refuses a %s outside of its schema", async (_operation, name, { method, parameter, path }) => {
  await using api = await testServer();
  const values = valuesOutside(parameter.schema);
  expect(values.length).toBeGreaterThan(0);
  for (const texts of values) {
    const body = method === "POST" || method === "PUT" || method === "PATCH" ? { body: {} } : {};
    const [text = ""] = texts;
    if (parameter.in === "path" && (text === "" || texts.length > 1)) continue;
    const target =
      parameter.in === "path"
        ? path.replace(`:${name}`, encodeURIComponent(text))
        : `${path}?${texts.map((each) => `${name}=${encodeURIComponent(each)}`).join("&")}`;
    const response = await api.call(target, { method, ...body });
    expect([texts, response.status]).toEqual([texts, parameter.in === "path" ? 404 : 400]);
    const error = zErrorResponse.parse(await response.json());
    if (parameter.in === "query") expect(error.details?.map((detail) => detail.target)).toEqual([name]);
  }
});

test("the greatest int64 is taken, and names no table", async () => {
  await using api = await testServer();
  const response = await api.call("/tables?segmentCount=9223372036854775807");
  expect([response.status, await response.json()]).toEqual([200, { values: [] }]);
});
