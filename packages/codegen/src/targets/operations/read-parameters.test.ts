import { expect, test } from "vitest";
import { diagnose, emit } from "../../testing/emit.ts";
import { id, operationDocument, printedOperation, thing } from "../../testing/operation-document.ts";

test.each<[string, object, string]>([
  ["a list", { schema: { type: "array", items: { type: "string" } } }, '["q", input.q]'],
  [
    "a style",
    { style: "pipeDelimited", explode: false, schema: { type: "array", items: {} } },
    '["q", input.q, { style: "pipeDelimited" }]',
  ],
  ["a list in one", { explode: false, schema: { type: "array", items: {} } }, '["q", input.q, { explode: false }]'],
  [
    "a deep object",
    { style: "deepObject", explode: true, schema: { type: "object" } },
    '["q", input.q, { style: "deepObject" }]',
  ],
  [
    "reserved characters",
    { allowReserved: true, schema: { type: "string" } },
    '["q", input.q, { allowReserved: true }]',
  ],
  ["JSON", { content: { "application/json": { schema: { type: "object" } } } }, '["q", input.q, { style: "json" }]'],
  ["text by content", { content: { "text/plain": { schema: { type: "string" } } } }, '["q", input.q]'],
  ["a style of another place", { style: "simple", schema: { type: "string" } }, '["q", input.q]'],
])("a query has %s", async (_, parameter, want) => {
  const text = await emit(
    "operations",
    operationDocument("/a", "get", { parameters: [{ name: "q", in: "query", ...parameter }] }),
  );
  expect(text).toContain(`query: toQuery([${want}])`);
});

test.each<[string, object, string]>([
  ["a component", { schema: thing }, "q?: Thing | undefined;"],
  ["a list of components", { schema: { type: "array", items: thing } }, "q?: readonly Thing[] | undefined;"],
  [
    "JSON of a component",
    { content: { "application/json": { schema: { type: "array", items: thing } } } },
    "q?: Thing[] | undefined;",
  ],
  ["a value that may be empty", { allowEmptyValue: true, schema: { type: "boolean" } }, '["q"] | "" | undefined;'],
  ["nothing that is said", {}, "q?: unknown | undefined;"],
])("a parameter is %s", async (_, parameter, want) => {
  const text = await printedOperation(
    operationDocument("/a", "get", { parameters: [{ name: "q", in: "query", ...parameter }] }),
  );
  expect(text).toContain(want);
});

test("styles of path parameters are printed with the value", async () => {
  const document = operationDocument("/a{id}/b{n}.json", "get", {
    parameters: [
      { ...id, style: "matrix", explode: true },
      { name: "n", in: "path", required: true, content: { "application/json": { schema: {} } } },
    ],
  });
  expect(await emit("operations", document)).toContain(
    'path: `/a${toSegment("id", input.id, { style: "matrix", explode: true })}/b${toSegment("n", input.n, { style: "json" })}.json`',
  );
});

test("parameters of a path hold for its operations, which may replace them", async () => {
  const rest = {
    parameters: [
      { name: "a", in: "query", schema: { type: "string" } },
      { name: "b", in: "query", schema: {} },
    ],
  };
  const operation = { parameters: [{ name: "a", in: "query", required: true, schema: thing }] };
  const text = await printedOperation(operationDocument("/a", "get", operation, rest));
  expect(text).toContain("readonly a: Thing;");
  expect(text).toContain('toQuery([["a", input.a], ["b", input.b]])');
});

test("a member of the input that comes twice is called by its place, too", async () => {
  const query = { in: "query", schema: { type: "string" } };
  const document = operationDocument("/a/{id}", "post", {
    parameters: [{ ...query, name: "id" }, { ...query, name: "body" }, { ...query, name: "constructor" }, id],
    requestBody: { content: { "application/json": { schema: thing } } },
  });
  const text = await printedOperation(document);
  expect(text).toContain(
    'toQuery([["id", input.idQuery], ["body", input.bodyQuery], ["constructor", input.constructorQuery]])',
  );
  expect(text).toContain("/** It is `id` in the query. */\n  readonly idQuery?:");
  expect((await diagnose("operations", document)).map(({ code }) => code)).toEqual(["renamed", "renamed", "renamed"]);
});
