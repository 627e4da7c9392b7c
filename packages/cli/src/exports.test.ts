import { expect, test } from "vitest";
import * as cli from "./index.ts";

test("the public names are these", () => {
  expect(Object.keys(cli).sort()).toEqual(["defineConfig"]);
});
