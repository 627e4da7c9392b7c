import { expect, test } from "vitest";
import { diffJson } from "./json-diff.ts";

test.each([
  ["equal values", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
  ["a changed field", { a: { b: 1 } }, { a: { b: 2 } }, [{ pointer: "/a/b", before: 1, after: 2 }]],
  ["an added object", {}, { a: { b: 1 } }, [{ pointer: "/a", after: { b: 1 } }]],
  ["a removed field", { a: null }, {}, [{ pointer: "/a", before: null }]],
  ["an item in front", [1, 2], [0, 1, 2], [{ pointer: "/0", after: 0 }]],
  ["an item in the middle", [1, 3], [1, 2, 3], [{ pointer: "/1", after: 2 }]],
  ["a removed item", [1, 2, 3], [1, 3], [{ pointer: "/1", before: 2 }]],
  ["an item twice", [1, 1], [1], [{ pointer: "/1", before: 1 }]],
  ["a field of an item", [{ n: 1 }, { n: 2 }], [{ n: 1 }, { n: 3 }], [{ pointer: "/1/n", before: 2, after: 3 }]],
  [
    "items of which one is gone",
    [1, 2, 3],
    [4],
    [
      { pointer: "/0", before: 1, after: 4 },
      { pointer: "/1", before: 2 },
      { pointer: "/2", before: 3 },
    ],
  ],
  ["a list in place of an object", { a: {} }, { a: [] }, [{ pointer: "/a", before: {}, after: [] }]],
  ["keys with / and ~", { "a/b~c": 1 }, {}, [{ pointer: "/a~1b~0c", before: 1 }]],
  ["a text in place of nothing", undefined, "a", [{ pointer: "", before: undefined, after: "a" }]],
])("the difference of %s", (_name, before, after, changes) => {
  expect(diffJson(before, after)).toEqual(changes);
});
