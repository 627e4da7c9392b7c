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
  /** Referenced schemas, by absolute URI. @default {} */
  readonly remotes?: Readonly<Record<string, JsonValue>>;
  /** Whether `format` is checked; by JSON Schema 2020-12 it is an annotation. @default "annotate" */
  readonly formats?: FormatMode;
}

/**
 * Compiles a JSON Schema of draft 2020-12 to a zod schema. It accepts the same values and returns them
 * unchanged: nothing is stripped, filled in or converted. Integers may be of any size.
 *
 * It uses `new Function`, which a content security policy may forbid; generate files in that case.
 *
 * @example
 * compileSchema({ type: "array", items: { type: "string" }, uniqueItems: true }).safeParse(["a", "a"]).success;
 * // => false
 * @throws {CodegenError} with all errors in the schema, unresolved references included.
 */
export function compileSchema(schema: JsonValue, options: CompileSchemaOptions = {}): z.ZodType<unknown> {
  const { normalised, printing } = prepare(schema, options);
  return evaluateComponent(printComponents(normalised, printing), "Root");
}

/**
 * Compiles a JSON Schema of draft 2020-12 to a function that returns whether a value is valid. It accepts the same values
 * as the zod schema of `compileSchema`, is many times as fast, and gives no reasons.
 *
 * It uses `new Function`, which a content security policy may forbid; generate files in that case.
 *
 * @example
 * compileGuard({ type: "array", items: { type: "string" }, uniqueItems: true })(["a", "a"]);
 * // => false
 * @throws {CodegenError} with all errors in the schema, unresolved references included.
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
