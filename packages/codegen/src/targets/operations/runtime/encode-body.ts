import type { FormField, FormFile, OperationRequest, RawBody } from "./operation-request.ts";
import { encodedPairs, plainPairs } from "./serialise.ts";

/** A body for `fetch`, and its media type. */
export interface EncodedBody {
  readonly body: RawBody;
  readonly contentType: string;
}

/**
 * Serializes the body of a request according to its media type: as JSON, as a form, or unchanged. Undefined without a body.
 *
 * @throws TypeError if the body cannot be sent with that media type.
 *
 * @example
 * encodeBody({ operation: "createPet", method: "POST", path: "/pets", body: { name: "Kenny" } });
 * // => { "body": "{\"name\":\"Kenny\"}", "contentType": "application/json" }
 */
export function encodeBody(request: OperationRequest): EncodedBody | undefined {
  const { body, contentType = "application/json", fields = {} } = request;
  if (body === undefined) return undefined;
  if (request.encoding === "bytes") return { body: rawBody(body, contentType), contentType };
  const [type = ""] = contentType.toLowerCase().split(";");
  if (/^[^/]+\/(?:.+\+)?json\s*$/.test(type)) return { body: JSON.stringify(body), contentType };
  if (type === "application/x-www-form-urlencoded" && isPlain(body))
    return { body: urlEncoded(body, fields), contentType };
  if (type === "multipart/form-data" && isPlain(body)) return multipart(body, fields);
  return { body: rawBody(body, contentType), contentType };
}

function isPlain(body: unknown): body is object {
  const isRaw = body instanceof Blob || body instanceof ArrayBuffer || body instanceof Uint8Array;
  return typeof body === "object" && body !== null && !isRaw && !(body instanceof ReadableStream);
}

function rawBody(body: unknown, contentType: string): RawBody {
  if (typeof body === "string") return body;
  if (body instanceof Blob || body instanceof ArrayBuffer || body instanceof ReadableStream) return body;
  // A view of a SharedArrayBuffer cannot be sent.
  if (body instanceof Uint8Array && body.buffer instanceof ArrayBuffer) return body as Uint8Array<ArrayBuffer>;
  throw new TypeError(`invalid body: expected a text or bytes for ${contentType}, received ${typeof body}`);
}

function fieldOf(fields: Readonly<Record<string, FormField>>, name: string): FormField | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Strings unchanged, lists as repeated fields, objects as JSON, unless the contract sets another style. */
function urlEncoded(body: object, fields: Readonly<Record<string, FormField>>): string {
  const pairs = Object.entries(body).flatMap(([name, value]) =>
    encodedPairs(name, value, styleOf(fieldOf(fields, name), value)),
  );
  return pairs.map((pair) => pair.join("=")).join("&");
}

function styleOf(field: FormField | undefined, value: unknown): FormField {
  if (field?.style !== undefined) return field;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject || /[/+]json\s*(?:;|$)/.test(field?.contentType ?? "") ? { style: "json" } : {};
}

/** Not a `FormData`, in which a part with a media type is always a file. */
function multipart(body: object, fields: Readonly<Record<string, FormField>>): EncodedBody {
  const boundary = `form-${crypto.randomUUID()}`;
  const chunks: (string | Blob | Uint8Array<ArrayBuffer>)[] = [];
  const add = (name: string, data: string | Blob | Uint8Array<ArrayBuffer>, filename?: string, type?: string): void => {
    const file = filename === undefined ? "" : `; filename="${quoted(filename)}"`;
    const declared = type === undefined ? "" : `\r\nContent-Type: ${type.replace(/[\r\n]/g, " ")}`;
    chunks.push(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}${declared}\r\n\r\n`);
    chunks.push(data, "\r\n");
  };
  for (const [name, value] of Object.entries(body)) {
    const field = fieldOf(fields, name);
    if (field?.style !== undefined && !isFile(value)) {
      for (const [key, text] of plainPairs(name, value, field)) add(key, text);
      continue;
    }
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined || item === null) continue;
      if (isFile(item)) {
        const { data, filename, contentType } = fileOf(item);
        add(name, data, filename, contentType ?? field?.contentType ?? "application/octet-stream");
      } else if (typeof item === "object")
        add(name, JSON.stringify(item), undefined, field?.contentType ?? "application/json");
      else add(name, String(item), undefined, field?.contentType);
    }
  }
  chunks.push(`--${boundary}--\r\n`);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  return { body: new Blob(chunks, { type: contentType }), contentType };
}

function isFile(value: unknown): value is FormFile {
  if (value instanceof Blob || value instanceof Uint8Array) return true;
  if (typeof value !== "object" || value === null || !("data" in value)) return false;
  const { data } = value;
  const isTextFile = typeof data === "string" && ("filename" in value || "contentType" in value);
  return data instanceof Blob || data instanceof Uint8Array || isTextFile;
}

/** Servers treat a part as a file only if it has a filename. */
function fileOf(file: FormFile): {
  readonly data: string | Blob | Uint8Array<ArrayBuffer>;
  readonly filename: string;
  readonly contentType: string | undefined;
} {
  if (file instanceof Blob || file instanceof Uint8Array) return fileOf({ data: file });
  const { data } = file;
  const name = data instanceof Blob && "name" in data && typeof data.name === "string" ? data.name : "blob";
  const type = data instanceof Blob && data.type !== "" ? data.type : undefined;
  return { data, filename: file.filename ?? name, contentType: file.contentType ?? type };
}

/** Escapes the name of a part as browsers do. */
function quoted(text: string): string {
  return text.replace(/["\r\n]/g, (c) => (c === '"' ? "%22" : c === "\r" ? "%0D" : "%0A"));
}
