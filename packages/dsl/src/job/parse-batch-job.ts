import { Expr, type InputSchema, inputSqlTypes } from "@starfix/expr";
import { DefinitionError, refuse } from "../definition-error.ts";
import type { ExpressionNode, InputFieldNode, MappingNode, TargetNode } from "./batch-job-node.ts";

/** Options of `.into()`. */
export interface IntoOptions {
  /**
   * Makes the table from the mappings when it is not there.
   *
   * @default false
   */
  readonly createIfMissing?: boolean;
}

/** The largest count of unreadable records that the contract can state, its default: 2^31 - 1. */
const MAX_PARSE_EXCEPTIONS = 2_147_483_647;

export function parseTexts(what: string, example: string, values: readonly unknown[]): readonly string[] {
  if (values.length === 0) refuse(what, `at least one, such as ${example}`, "none");
  const texts = values.map((value) =>
    typeof value === "string" && value !== "" ? value : refuse(what, `text such as ${example}`, value),
  );
  return Object.freeze(texts);
}

export function parseUris(values: readonly unknown[]): readonly string[] {
  const example = "s3://demo-bucket/polaris-ingest/demo-file.json.gz";
  const uris = parseTexts("uri", example, values);
  for (const uri of uris) {
    if (!/^s3:\/\/[^/]+\/.+/.test(uri)) refuse("uri", `s3://bucket/key such as ${example}`, uri);
  }
  return uris;
}

export function parseInput(schema: InputSchema): readonly InputFieldNode[] {
  if (typeof schema !== "object" || schema === null) {
    refuse("input", 'an object of names and types such as { city: "string" }', schema);
  }
  const fields = Object.entries(schema).map(([name, dataType]) => {
    if (!Object.hasOwn(inputSqlTypes, dataType)) {
      refuse(`type of input ${JSON.stringify(name)}`, `one of ${Object.keys(inputSqlTypes).join(", ")}`, dataType);
    }
    refuseMovedName("input", name);
    return Object.freeze({ name, dataType });
  });
  if (fields.length === 0) refuse("input", 'at least one field such as { city: "string" }', schema);
  return Object.freeze(fields);
}

export function parseTarget(table: unknown, options: IntoOptions): TargetNode {
  if (typeof table !== "string" || table === "" || table.length > 255) {
    refuse("table", "a name of 1 to 255 characters such as Koalas", table);
  }
  for (const key of Object.keys(options)) {
    if (key !== "createIfMissing") {
      throw new DefinitionError(`unknown option ${JSON.stringify(key)} of .into(): expected createIfMissing`);
    }
  }
  const { createIfMissing = false } = options;
  if (typeof createIfMissing !== "boolean") refuse("createIfMissing", "true or false", createIfMissing);
  return Object.freeze({ table, createIfMissing });
}

export function parseFormat(format: unknown): "nd-json" {
  return format === "nd-json" ? format : refuse("format", '"nd-json"', format);
}

export function parseMaxParseExceptions(count: unknown): number {
  const known = typeof count === "number" && Number.isInteger(count) && count >= 0 && count <= MAX_PARSE_EXCEPTIONS;
  return known ? count : refuse("maxParseExceptions", `a whole number from 0 to ${MAX_PARSE_EXCEPTIONS}`, count);
}

export function parseExpression(what: string, value: unknown): ExpressionNode {
  if (Expr.is(value)) return Object.freeze({ kind: "built", node: value.toNode() });
  if (typeof value === "string") return Object.freeze({ kind: "sql", sql: value });
  return refuse(what, "an expression such as c.city or SQL text", value);
}

/** Adds mappings to those there are. A column that is there already is an error, never replaced. */
export function parseMappings(earlier: readonly MappingNode[], added: unknown): readonly MappingNode[] {
  if (typeof added !== "object" || added === null || Array.isArray(added)) {
    refuse("mappings", "an object of columns and expressions such as { city: c.city }", added);
  }
  const known = new Set(earlier.map((mapping) => mapping.column));
  const mappings = Object.entries(added).map(([column, value]) => {
    refuseMovedName("column", column);
    if (known.has(column)) throw new DefinitionError(`column ${JSON.stringify(column)} is mapped twice`);
    return Object.freeze({ column, expression: parseExpression(`mapping of column ${JSON.stringify(column)}`, value) });
  });
  return Object.freeze([...earlier, ...mappings]);
}

/** JavaScript lists names like "1" before all others, so the order written would be lost without a word. */
function refuseMovedName(what: string, name: string): void {
  if (/^(0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1) {
    throw new DefinitionError(
      `invalid ${what} name ${JSON.stringify(name)}: expected a name that is no whole number, because JavaScript would move it before the others`,
    );
  }
}
