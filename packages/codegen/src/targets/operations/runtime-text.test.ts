import { expect, test } from "vitest";
import { embedRuntime } from "../../testing/embed-runtime.ts";
import { OPERATIONS_RUNTIME_DTS, OPERATIONS_RUNTIME_JS } from "./runtime-text.ts";

const MODULES = ["operation-request", "serialise", "encode-body", "fetch-transport", "validating-transport"];

test("the texts that are generated are the runtime that is tested; `vitest -u` brings them up to date", async () => {
  const { js, dts, module } = await embedRuntime(new URL("runtime/", import.meta.url), MODULES, "OPERATIONS_RUNTIME");
  await expect(module).toMatchFileSnapshot("./runtime-text.ts");
  expect({ js: OPERATIONS_RUNTIME_JS, dts: OPERATIONS_RUNTIME_DTS }).toEqual({ js, dts });
});
