import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import type { FileMetadata } from "@starfix/schema";
import type { CallOptions, Transport } from "@starfix/schema/operations";
import { type UploadInput, upload } from "./upload.ts";

/** Options of `uploadPath`. */
export interface UploadPathOptions extends CallOptions, Omit<UploadInput, "name" | "data" | "size"> {
  /** @default the name of the file, without its folders */
  readonly name?: string;
}

/**
 * Uploads a local file as a stream, whatever its size. It is sent once.
 *
 * @throws TypeError if the path is not a file; an error of the file system, with `code` and `path`, if it cannot be read.
 * @throws PolarisError if the service rejects it, with 409 for a name that is taken.
 *
 * @example
 * await uploadPath(client, "data/koalas.json.gz", { onProgress: ({ sent, total }) => console.log(sent, total) });
 * // => { "name": "koalas.json.gz", "sizeBytes": 1048576, … }
 */
export async function uploadPath(
  transport: Transport,
  path: string,
  options: UploadPathOptions = {},
): Promise<FileMetadata> {
  const { name = basename(path), dataFormat, compressionFormat, onProgress, streamed = true, ...call } = options;
  const found = await stat(path);
  if (!found.isFile()) {
    throw new TypeError(
      `invalid path: expected a file, received ${found.isDirectory() ? "the folder" : "what is none,"} ${path}`,
    );
  }
  const data = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  return await upload(
    transport,
    { name, data, size: found.size, dataFormat, compressionFormat, onProgress, streamed },
    call,
  );
}
