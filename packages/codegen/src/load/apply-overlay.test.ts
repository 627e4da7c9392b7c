import { expect, test } from "vitest";
import { applyOverlay } from "./apply-overlay.ts";
import { parseText } from "./load-document.ts";

const document = parseText("a:\n  b: { x: 1, list: [1] }\n  c: { x: 2 }\nd: text\n", "api.yaml");

function overlay(actions: string): ReturnType<typeof parseText> {
  return parseText(`overlay: 1.0.0\ninfo: { title: t, version: "1" }\nactions:\n${actions}`, "over.yaml");
}

test.each([
  [
    "an update merges into an object",
    "  - target: $.a.b\n    update: { y: 3 }\n",
    { a: { b: { x: 1, list: [1], y: 3 }, c: { x: 2 } }, d: "text" },
  ],
  [
    "an update replaces a member",
    "  - target: $\n    update: { d: 5 }\n",
    { a: { b: { x: 1, list: [1] }, c: { x: 2 } }, d: 5 },
  ],
  [
    "an update appends to an array",
    "  - target: $.a.b.list\n    update: 2\n",
    { a: { b: { x: 1, list: [1, 2] }, c: { x: 2 } }, d: "text" },
  ],
  [
    "an update reaches every match",
    "  - target: $.a[*]\n    update: { z: 0 }\n",
    { a: { b: { x: 1, list: [1], z: 0 }, c: { x: 2, z: 0 } }, d: "text" },
  ],
  ["remove takes a member out", "  - target: $.a['b']\n    remove: true\n", { a: { c: { x: 2 } }, d: "text" }],
])("%s", (_, actions, want) => {
  expect(applyOverlay(document, overlay(actions)).root).toEqual(want);
});

test("the document itself does not change", () => {
  const before = structuredClone(document.root);
  applyOverlay(document, overlay("  - target: $.a.b\n    update: { x: 9 }\n"));
  expect(document.root).toEqual(before);
});

test("what an overlay brought is located in the overlay, the rest in the document", () => {
  const result = applyOverlay(document, overlay("  - target: $.a.c\n    update:\n      new: { deep: 1 }\n"));
  expect(result.locate("/a/c/new/deep")).toMatchObject({ file: "over.yaml", line: 6 });
  expect(result.locate("/a/c/x")).toMatchObject({ file: "api.yaml", line: 3 });
});

test.each([
  [
    "a target that finds nothing",
    "  - target: $.a.nope\n    update: {}\n",
    /over\.yaml:4:13 - no_match: expected \$\.a\.nope to match something in api\.yaml/,
  ],
  [
    "a path beyond the supported part",
    "  - target: $..x\n    update: {}\n",
    /over\.yaml:4:13 - unsupported_path: .*received \$\.\.x/,
  ],
  [
    "a target without members",
    "  - target: $.d\n    update: { x: 1 }\n",
    /invalid_overlay: expected \$\.d to be an object or an array, received "text"/,
  ],
  [
    "an action that does nothing",
    "  - target: $.a\n",
    /invalid_overlay: expected the action to have an update or remove: true/,
  ],
  [
    "a misspelt key",
    "  - target: $.a\n    updte: { x: 1 }\n    remove: true\n",
    /expected target, description, update or remove, received updte/,
  ],
])("%s is an error", (_, actions, want) => {
  expect(() => applyOverlay(document, overlay(actions))).toThrow(want);
});

test("a file that is no overlay is refused", () => {
  expect(() => applyOverlay(document, parseText("openapi: 3.1.0\n", "over.yaml"))).toThrow(
    /expected an overlay with "overlay: 1.0.0"/,
  );
});
