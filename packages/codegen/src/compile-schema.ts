import type { z } from "zod";
import { bundleSchema } from "./load/bundle-schema.ts";
import type { JsonValue } from "./load/json.ts";
import { normaliseDocument } from "./normalise/normalise-document.ts";
import { formatMode } from "./targets/formats.ts";
import type { FormatMode } from "./targets/target.ts";
import { evaluateComponent } from "./targets/zod/evaluate-components.ts";
import { printComponents } from "./targets/zod/print-components.ts";

/** How a schema is compiled. */
export interface CompileSchemaOptions {
  /** Schemas that references lead to, by their absolute address. @default {} */
  readonly remotes?: Readonly<Record<string, JsonValue>>;
  /** Whether strings are held to `format`. JSON Schema 2020-12 only describes with it. @default "annotate" */
  readonly formats?: FormatMode;
}

/**
 * Makes a zod schema of one JSON Schema of draft 2020-12. It accepts what the JSON Schema does, and gives each value
 * back as it came: nothing is stripped, filled in or converted. Integers may be of any size.
 *
 * The zod schema is made with `new Function`, which a content security policy may forbid; generate files there.
 *
 * @example
 * compileSchema({ type: "array", items: { type: "string" }, uniqueItems: true }).safeParse(["a", "a"]).success;
 * // => false
 * @throws {CodegenError} with every mistake in the schema, and for a reference that leads nowhere.
 */
export function compileSchema(schema: JsonValue, options: CompileSchemaOptions = {}): z.ZodType<unknown> {
  const { formats = "annotate", remotes = {} } = options;
  const document = bundleSchema(schema, new Map(Object.entries(remotes)));
  const normalised = normaliseDocument(document, { dialect: "json-schema" });
  const printed = printComponents(normalised, {
    names: new Map([...normalised.schemas.keys()].map((component, index) => [component, String(index)])),
    integers: "any",
    formatMode: (format) => (formats === "assert" ? formatMode(format, {}) : "annotate"),
    override: () => undefined,
  });
  return evaluateComponent(printed, "Root");
}
