import type { z } from "zod";
import { bundleSchema } from "./load/bundle-schema.ts";
import type { JsonValue } from "./load/json.ts";
import { normaliseDocument } from "./normalise/normalise-document.ts";
import type { NormalisedDocument } from "./normalise/normalised-document.ts";
import { formatMode } from "./targets/formats.ts";
import { evaluateGuard } from "./targets/guards/evaluate-guards.ts";
import { printGuards } from "./targets/guards/print-guards.ts";
import type { FormatMode } from "./targets/target.ts";
import { evaluateComponent } from "./targets/zod/evaluate-components.ts";
import { type PrintOptions, printComponents } from "./targets/zod/print-components.ts";

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
  const { normalised, printing } = prepare(schema, options);
  return evaluateComponent(printComponents(normalised, printing), "Root");
}

/**
 * Makes a function of one JSON Schema of draft 2020-12 that tells whether a value is valid. It accepts what the zod schema
 * of `compileSchema` does, many times as fast, and says no more than yes or no.
 *
 * The function is made with `new Function`, which a content security policy may forbid; generate files there.
 *
 * @example
 * compileGuard({ type: "array", items: { type: "string" }, uniqueItems: true })(["a", "a"]);
 * // => false
 * @throws {CodegenError} with every mistake in the schema, and for a reference that leads nowhere.
 */
export function compileGuard(schema: JsonValue, options: CompileSchemaOptions = {}): (value: unknown) => boolean {
  const { normalised, printing } = prepare(schema, options);
  return evaluateGuard(printGuards(normalised, printing), "Root");
}

interface Prepared {
  readonly normalised: NormalisedDocument;
  readonly printing: PrintOptions;
}

function prepare(schema: JsonValue, { formats = "annotate", remotes = {} }: CompileSchemaOptions): Prepared {
  const document = bundleSchema(schema, new Map(Object.entries(remotes)));
  const normalised = normaliseDocument(document, { dialect: "json-schema" });
  const printing: PrintOptions = {
    names: new Map([...normalised.schemas.keys()].map((component, index) => [component, String(index)])),
    integers: "any",
    formatMode: (format) => (formats === "assert" ? formatMode(format, {}) : "annotate"),
    override: () => undefined,
  };
  return { normalised, printing };
}
