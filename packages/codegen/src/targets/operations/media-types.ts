import { isJsonObject, type JsonObject } from "../../load/json.ts";
import { type NormalisedDocument, type NormalisedSchema, resolveSchema } from "../../normalise/normalised-document.ts";

/** One media type of a request or response body. */
export interface MediaType {
  readonly name: string;
  /** Undefined if the media type has no schema. */
  readonly schema: NormalisedSchema | undefined;
  readonly encoding: JsonObject;
}

/** How content of a media type is serialized and parsed. */
export type MediaKind = "json" | "urlencoded" | "multipart" | "text" | "stream" | "bytes";

const TEXT = /^text\/|^application\/(?:xml|x-yaml|yaml|javascript|x-ndjson|ndjson|jsonl|graphql|sql)$|\+(?:xml|yaml)$/;

/** The media types of a body, the preferred one first, independent of their order in the document. */
export function readMediaTypes(document: NormalisedDocument, holder: JsonObject): MediaType[] {
  if (!isJsonObject(holder.content)) return [];
  const found = Object.entries(holder.content).map(([name, media]): MediaType => {
    // All schemas of a normalised document are normalised.
    const schema = isJsonObject(media) && isJsonObject(media.schema) ? (media.schema as NormalisedSchema) : undefined;
    const encoding = isJsonObject(media) && isJsonObject(media.encoding) ? media.encoding : {};
    return { name, schema, encoding };
  });
  const ranked = found.map((media) => ({ media, rank: rankOf(document, media) }));
  ranked.sort((a, b) => a.rank - b.rank || (a.media.name < b.media.name ? -1 : 1));
  return ranked.map(({ media }) => media);
}

function rankOf(document: NormalisedDocument, media: MediaType): number {
  const kind = kindOf(document, media);
  if (kind === "json") return bareName(media.name) === "application/json" ? 0 : 1;
  return ["multipart", "urlencoded", "text", "stream", "bytes"].indexOf(kind) + 2;
}

export function kindOf(document: NormalisedDocument, { name, schema }: MediaType): MediaKind {
  const type = bareName(name);
  const inner = schema && resolveSchema(document, schema);
  if (inner !== undefined && isBinary(inner)) return "bytes";
  if (/^[^/]+\/(?:.+\+)?json$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "urlencoded";
  if (type === "multipart/form-data") return "multipart";
  if (type === "text/event-stream") return "stream";
  if (TEXT.test(type)) return "text";
  // A wildcard with a structured schema can only be JSON.
  if (type === "*/*" || type === "application/*")
    return inner === undefined || inner.type === undefined ? "bytes" : inner.type === "string" ? "text" : "json";
  return inner?.type === "string" ? "text" : "bytes";
}

/** Whether a string schema describes bytes. `contentMediaType` of OpenAPI 3.1 is normalised to this format. */
export function isBinary({ type, format }: NormalisedSchema): boolean {
  return (type === "string" || type === undefined) && (format === "binary" || format === "byte");
}

/** A media type without its parameters. */
export function bareName(name: string): string {
  return (name.split(";")[0] ?? "").trim().toLowerCase();
}

/** Whether a value of a media type is serialized, unless it is bytes already. */
export function isWritten(name: string): boolean {
  return /^[^/]+\/(?:.+\+)?json$|^multipart\/form-data$|^application\/x-www-form-urlencoded$/.test(bareName(name));
}
