import { mkdir, writeFile } from "node:fs/promises";
import { jsonSchemas } from "@starfix/schema/json-schema";
import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";
import { editorSchemas } from "./src/editor/editor-schemas.ts";

const schemas = new URL("dist/schemas/", import.meta.url);

const config: UserConfig = {
  ...base,
  entry: ["src/index.ts", "src/main.ts"],
  // Every command begins with it, and one file loads sooner than six.
  deps: { onlyBundle: ["commander"] },
  // What the settings of editors that `starfix init` writes refer to.
  onSuccess: async () => {
    await mkdir(schemas, { recursive: true });
    for (const [name, schema] of Object.entries(editorSchemas(jsonSchemas))) {
      await writeFile(new URL(name, schemas), `${JSON.stringify(schema, null, 2)}\n`);
    }
  },
};

export default config;
