import type { CompressionFormat, DataFormat, FileMetadata } from "@starfix/schema";
import { type CallOptions, type Transport, uploadFile } from "@starfix/schema/operations";
import { fileForm } from "./file-form.ts";
import { requestOf } from "./request-of.ts";

/** Bytes, a text, or a stream of bytes, which is read once. */
export type UploadData = string | Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** How much of a file was passed to the network. */
export interface UploadProgress {
  /** Bytes of the file, without the rest of the form. */
  readonly sent: number;
  /** Size of the file in bytes; undefined for a stream without `size`. */
  readonly total: number | undefined;
}

/** A file to upload. */
export interface UploadInput {
  /** The name by which jobs refer to it; it may contain slashes. */
  readonly name: string;
  readonly data: UploadData;
  /**
   * Size of a stream in bytes. Without it, progress has no total and the request no `Content-Length`.
   * @default the size of the data, if it is not a stream
   */
  readonly size?: number | undefined;
  /**
   * Format of its records.
   * @default detected from its name by the service
   */
  readonly dataFormat?: DataFormat | undefined;
  /**
   * Compression.
   * @default detected from its name by the service
   */
  readonly compressionFormat?: CompressionFormat | undefined;
  /** Called at the start and after each chunk that is passed to the network. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  /**
   * Whether it is sent while it is read. Browsers support that over HTTP/2 only, so there it is read into memory first, and
   * progress is reported at the start and the end.
   * @default true where there is no XMLHttpRequest
   */
  readonly streamed?: boolean | undefined;
}

/**
 * Uploads a file under a new name. It is sent once: after an error that leaves open whether it arrived, check with
 * `getFile`. There is no timeout unless `timeout` is set.
 *
 * @throws PolarisError if the service rejects it, with 409 for a name that is taken.
 *
 * @example
 * await upload(client, { name: "koalas.csv", data: "city\nSydney\n", onProgress: ({ sent }) => console.log(sent) });
 * // => { "name": "koalas.csv", "sizeBytes": 12, … }
 */
export async function upload(
  transport: Transport,
  input: UploadInput,
  options: CallOptions = {},
): Promise<FileMetadata> {
  const { name, dataFormat, compressionFormat, onProgress, streamed = !("XMLHttpRequest" in globalThis) } = input;
  if (name === "") throw new TypeError("invalid name: expected the name of the file, received an empty text");
  const call = { timeout: Number.POSITIVE_INFINITY, ...options };
  const request = requestOf(transport, (recorder) =>
    uploadFile(recorder, { dataFormat, compressionFormat, body: {} }, call),
  );
  const form = fileForm("file", name, input.data, input.size);
  const { contentType } = form;
  if (streamed) {
    const headers = form.length === undefined ? {} : { "content-length": String(form.length) };
    return await transport.send<FileMetadata>({
      ...request,
      contentType,
      body: form.stream((sent) => onProgress?.({ sent, total: form.size })),
      options: { ...call, headers: { ...call.headers, ...headers } },
    });
  }
  const { body, size: total } = await form.gather();
  onProgress?.({ sent: 0, total });
  const answer = await transport.send<FileMetadata>({ ...request, contentType, body });
  onProgress?.({ sent: total, total });
  return answer;
}
