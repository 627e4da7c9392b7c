import type { Buffer } from "node:buffer";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { compressionOf } from "@starfix/rules";
import type { ByteSource } from "../engine.ts";
import { LineSplitter } from "./line-splitter.ts";
import { ReadError } from "./read-error.ts";

/** Some lines of an object, in its order. */
export interface LineBatch {
  /** Number of the first line of the batch, from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** Bytes read for this batch, after decompression. */
  readonly bytes: number;
  /** Bytes of the object read so far, as stored. */
  readonly storedBytes: number;
}

/**
 * Reads an object as lines, decompressed as its extension says (`.gz`, or not at all). Only as much is read ahead as
 * one batch; a consumer that stops closes the object.
 *
 * @example
 * for await (const { lines } of openRecords(object, signal)) records.push(...lines.map(parseRecord));
 *
 * @throws ReadError when the object is compressed in another way, is no gzip data or ends too early, or a line is longer
 * than 64 MiB; BucketError when it can't be reached; the reason of `signal` when that aborts.
 */
export async function* openRecords(
  object: ByteSource,
  signal: AbortSignal,
): AsyncGenerator<LineBatch, void, undefined> {
  const compression = compressionOf(object.key);
  if (compression !== undefined && compression !== "gz") {
    throw new ReadError(object.key, `compression ${compression} is not supported; expected .gz or none`);
  }
  signal.throwIfAborted();
  const source = await object.open(signal);
  let storedBytes = 0;
  source.on("data", (chunk: Buffer) => {
    storedBytes += chunk.length;
  });
  source.pause();
  const stop = () => source.destroy(signal.reason instanceof Error ? signal.reason : undefined);
  signal.addEventListener("abort", stop);
  const bytes = compression === "gz" ? decompressed(source) : source;
  const splitter = new LineSplitter();
  let firstLine = 1;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      const lines = splitter.push(chunk);
      yield { firstLine, lines, bytes: chunk.length, storedBytes };
      firstLine += lines.length;
    }
    if (storedBytes !== object.size || (compression === "gz" && object.size === 0)) {
      throw new ReadError(
        object.key,
        `expected ${object.size} bytes, received ${storedBytes}; the object is cut or has changed`,
      );
    }
    const lines = splitter.end();
    if (lines.length > 0) yield { firstLine, lines, bytes: 0, storedBytes };
  } catch (error) {
    signal.throwIfAborted();
    throw readError(object.key, error);
  } finally {
    signal.removeEventListener("abort", stop);
    source.destroy();
    bytes.destroy();
  }
}

function decompressed(source: Readable): Readable {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  // The error itself comes out of reading `gunzip`.
  pipeline(source, gunzip, () => {});
  return gunzip;
}

function readError(key: string, error: unknown): unknown {
  if (error instanceof RangeError) return new ReadError(key, error.message, { cause: error });
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "Z_BUF_ERROR") {
    return new ReadError(key, "the gzip data ends too early; the object is cut", { cause: error });
  }
  if (code === "Z_DATA_ERROR")
    return new ReadError(key, "it is not gzip data, or the data is damaged", { cause: error });
  return error;
}
