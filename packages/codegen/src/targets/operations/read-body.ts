import { isJsonObject, type JsonObject } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import {
  componentOfRef,
  type NormalisedDocument,
  type NormalisedSchema,
  resolveSchema,
  typesOf,
} from "../../normalise/normalised-document.ts";
import type { TargetContext } from "../target.ts";
import { emitTypeText } from "./type-text.ts";

/** A request body: its type, the component that it is, if it is one, and how it is sent. */
export interface OperationBody {
  readonly type: string;
  readonly component: string | undefined;
  readonly isRequired: boolean;
  readonly encoding: "json" | "bytes" | "form";
  /** What the body may be declared as; the first unless a caller says otherwise. */
  readonly contentTypes: readonly string[];
}

/** Bytes are sent as they are, whatever they are declared as. */
const BYTES = "string | Uint8Array<ArrayBuffer>";

export function isJsonType(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json(?:;|$)/.test(type);
}

/** Reads a body of JSON, else of a form, else of bytes; anything else is reported. */
export function readBody(
  document: NormalisedDocument,
  holder: JsonObject,
  pointer: string,
  context: TargetContext,
): OperationBody | undefined {
  if (!isJsonObject(holder.content) || Object.keys(holder.content).length === 0) return undefined;
  const isRequired = holder.required === true;
  const content = Object.entries(holder.content).map(([type, media]) => {
    // The schemas of a normalised document are normalised.
    const schema = isJsonObject(media) && isJsonObject(media.schema) ? (media.schema as NormalisedSchema) : {};
    return { type, schema, isBytes: isBytes(resolveSchema(document, schema)) };
  });
  const json = content.find(({ type, isBytes }) => isJsonType(type) && !isBytes);
  if (json) {
    const { type, schema } = json;
    const text = Object.keys(schema).length === 0 ? "unknown" : emitTypeText(schema, context.names);
    return { type: text, component: nameOf(schema), isRequired, encoding: "json", contentTypes: [type] };
  }
  const form = content.find(({ type }) => type === "multipart/form-data");
  if (form) {
    const type = emitFormText(document, form.schema, context);
    if (type !== undefined)
      return { type, component: nameOf(form.schema), isRequired, encoding: "form", contentTypes: [form.type] };
    context.report(
      "unsupported_operation",
      joinPointer(pointer, "content", form.type),
      "expected a form of texts, numbers, flags and files, received other members",
    );
    return undefined;
  }
  if (content.every(({ isBytes }) => isBytes)) {
    const contentTypes = content.map(({ type }) => type);
    return { type: BYTES, component: nameOf(content[0]?.schema ?? {}), isRequired, encoding: "bytes", contentTypes };
  }
  const types = content.map(({ type }) => type).join(", ");
  context.report(
    "unsupported_operation",
    joinPointer(pointer, "content"),
    `expected application/json, multipart/form-data or bytes, received ${types}`,
  );
  return undefined;
}

function isBytes(schema: NormalisedSchema): boolean {
  return schema.type === "string" && (schema.format === "binary" || schema.format === "byte");
}

function nameOf(schema: NormalisedSchema): string | undefined {
  return schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
}

/** A form as an object: its files are blobs, everything else is sent as text. */
function emitFormText(
  document: NormalisedDocument,
  schema: NormalisedSchema,
  { names }: TargetContext,
): string | undefined {
  const { properties, required } = resolveSchema(document, schema);
  if (!properties) return undefined;
  const members: string[] = [];
  for (const [name, given] of Object.entries(properties)) {
    const member = resolveSchema(document, given);
    const isScalar = typesOf(member).length > 0 && typesOf(member).every((type) => SCALARS.has(type));
    if (!isScalar) return undefined;
    const text = isBytes(member) ? "Blob" : emitTypeText(given, names);
    members.push(`readonly ${JSON.stringify(name)}${required?.includes(name) ? "" : "?"}: ${text}`);
  }
  return `{ ${members.join("; ")} }`;
}

const SCALARS: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean"]);
