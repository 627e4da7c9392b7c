import { expect, test } from "vitest";
import { embedRuntime } from "../../testing/embed-runtime.ts";
import { BUILDER_RUNTIME_DTS, BUILDER_RUNTIME_JS } from "./runtime-text.ts";

test("the texts that are generated are the runtime that is tested; `vitest -u` brings them up to date", async () => {
  const { js, dts, module } = await embedRuntime(new URL("runtime/", import.meta.url), ["builder"], "BUILDER_RUNTIME");
  await expect(module).toMatchFileSnapshot("./runtime-text.ts");
  expect({ js: BUILDER_RUNTIME_JS, dts: BUILDER_RUNTIME_DTS }).toEqual({ js, dts });
});
