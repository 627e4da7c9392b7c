import { expect, test } from "vitest";
import { diagnose, documentOf, emit } from "../../testing/emit.ts";
import { ok, operationDocument } from "../../testing/operation-document.ts";

test.each<[string, object, string]>([
  ["its method and path where it has no id", { operationId: undefined }, "getAPetIdToys"],
  ["its id in camel case", { operationId: "repos/list-for org" }, "reposListForOrg"],
  ["its id and a word where the language has it", { operationId: "delete" }, "deleteOperation"],
  ["its id and a word where a component has it", { operationId: "Thing" }, "ThingOperation"],
  ["its id and a word where the module has it", { operationId: "fetchTransport" }, "fetchTransportOperation"],
])("an operation is named after %s", async (_, operation, want) => {
  const text = await emit("operations", operationDocument("/a/{petId}/toys", "get", operation));
  expect(text).toContain(`export function ${want}(`);
});

test("the second of two operations with one name is renamed and reported", async () => {
  const get = (operationId: string): object => ({ get: { operationId, responses: ok } });
  const document = documentOf(
    { Thing: {} },
    { paths: { "/a": get("get-it"), "/b": get("get/it"), "/c": get("getIt") } },
  );
  const text = await emit("operations", document);
  expect(text).toContain('OperationId = "getIt" | "getIt_2" | "getIt_3"');
  expect((await diagnose("operations", document)).map(({ message }) => message)).toEqual([
    "expected a unique operationId, received getIt, which GET /a has; the function is named getIt_2",
    "expected a unique operationId, received getIt, which GET /a has; the function is named getIt_3",
  ]);
});
