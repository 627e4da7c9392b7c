import { expect, test } from "vitest";
import { syntheticDocument } from "./synthetic.ts";

/** Every `$ref` and every mapping of a document, and what it defines. */
function refsOf(document: object): { readonly refs: ReadonlySet<string>; readonly defined: ReadonlySet<string> } {
  const refs = new Set<string>();
  JSON.stringify(document, (_, value: unknown) => {
    if (typeof value === "string" && value.startsWith("#/")) refs.add(value);
    return value;
  });
  const { schemas } = (document as { components: { schemas: object } }).components;
  return { refs, defined: new Set(Object.keys(schemas).map((name) => `#/components/schemas/${name}`)) };
}

test.each([8, 9, 50])("of %d schemas all references are defined, and there are two operations for each", (count) => {
  const document = syntheticDocument(count);
  const { refs, defined } = refsOf(document);
  expect(defined.size).toBe(count);
  expect([...refs].filter((ref) => !defined.has(ref))).toEqual([]);
  expect(JSON.stringify(document).match(/"operationId":"\w+"/g)).toHaveLength(2 * count);
});

test("the same count gives the same document, and twice the count about twice the bytes", () => {
  const bytes = (count: number): number => JSON.stringify(syntheticDocument(count)).length;
  expect(JSON.stringify(syntheticDocument(40))).toBe(JSON.stringify(syntheticDocument(40)));
  expect(bytes(400) / bytes(200)).toBeCloseTo(2, 1);
});

test.each([0, -1, 1.5, Number.NaN])("a count of %d is refused", (count) => {
  expect(() => syntheticDocument(count)).toThrow("invalid count: expected a whole number above zero, received");
});
