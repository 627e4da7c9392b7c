import type { OperationRequest } from "@starfix/schema/operations";

/** Writes the body of a request as it asks to be, and declares it in `headers`. */
export function encodeBody(request: OperationRequest, headers: Headers): NonNullable<RequestInit["body"]> | undefined {
  const { body, contentType, encoding } = request;
  if (body === undefined) return undefined;
  if (encoding === "form") {
    // fetch declares a form itself, with the boundary between its parts.
    headers.delete("content-type");
    return formOf(body);
  }
  headers.set("content-type", contentType ?? "application/json");
  if (encoding !== "bytes") return JSON.stringify(body);
  if (typeof body === "string") return body;
  // Bytes of a shared buffer cannot be sent.
  if (body instanceof Uint8Array && body.buffer instanceof ArrayBuffer) return body as Uint8Array<ArrayBuffer>;
  throw new TypeError(`invalid body: expected a text or bytes, received ${typeof body}`);
}

/** One part for each member; a file keeps its name. */
function formOf(body: unknown): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body ?? {})) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined) form.append(name, String(value));
  }
  return form;
}
