import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { SourceObject } from "@starfix/engine";

/** An object in memory with these records, one a line; a string is a line as it is. */
export function jsonObject(records: readonly unknown[], key = "demo.json"): SourceObject {
  const text = records.map((record) => `${typeof record === "string" ? record : JSON.stringify(record)}\n`).join("");
  return bytesObject(key, key.endsWith(".gz") ? gzipSync(text) : Buffer.from(text));
}

export function bytesObject(key: string, bytes: Buffer): SourceObject {
  const location = { kind: "file", path: `/nowhere/${key}`, bucket: "s3://demo-bucket" } as const;
  return { key, size: bytes.length, location, open: async () => Readable.from([bytes]) };
}
