import type { CompressionFormat, DataFormat, FileMetadata } from "@starfix/schema";
import { type CallOptions, type Transport, uploadFile } from "@starfix/schema/operations";
import { fileForm } from "./file-form.ts";
import { requestOf } from "./request-of.ts";

/** Bytes, a text, or a stream of bytes, which is read once. */
export type UploadData = string | Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** How much of a file was handed to the network. */
export interface UploadProgress {
  /** Bytes of the file, without what stands around it. */
  readonly sent: number;
  /** Bytes in all; undefined for a stream whose `size` was not given. */
  readonly total: number | undefined;
}

/** A file to upload. */
export interface UploadInput {
  /** The name that jobs read it by; it may hold slashes. */
  readonly name: string;
  readonly data: UploadData;
  /**
   * Bytes of a stream. Without it the progress has no total and the request no `Content-Length`.
   * @default for all but streams what the data says
   */
  readonly size?: number | undefined;
  /**
   * How its records are written.
   * @default told from its name by the service
   */
  readonly dataFormat?: DataFormat | undefined;
  /**
   * How it is compressed.
   * @default told from its name by the service
   */
  readonly compressionFormat?: CompressionFormat | undefined;
  /** Called at the start, for each piece that is handed to the network, and so at the end. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  /**
   * Whether it is sent while it is read. A browser does that over HTTP/2 only, so there it is gathered first, and the
   * progress knows a start and an end.
   * @default true where there is no XMLHttpRequest
   */
  readonly streamed?: boolean | undefined;
}

/**
 * Uploads a file under a name that is not yet taken. It is sent once: after an error that leaves open whether it
 * arrived, ask for it with `getFile`. It may take as long as it takes, unless a `timeout` is given.
 *
 * @throws PolarisError when the service refuses it, with 409 for a name that is taken.
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
