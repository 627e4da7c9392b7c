import { expect, test } from "vitest";
import { firstBlock } from "./readme-example.ts";

const readme = "# A\n\n```sh\nnpm test\n```\n\n```ts\nconst a = `b`;\n```\n\n```ts\nconst c = 1;\n```\n";

test("the first block of a language is taken", () => {
  expect(firstBlock(readme, "ts")).toBe("const a = `b`;\n");
});

test("a text without such a block is refused", () => {
  expect(() => firstBlock(readme, "json")).toThrow("invalid README: expected a block of json, found none");
});
