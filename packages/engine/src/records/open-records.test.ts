import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { BucketError } from "../bucket.ts";
import type { ByteSource } from "../engine.ts";
import { openRecords } from "./open-records.ts";

const { signal } = new AbortController();

function object(key: string, bytes: Buffer, size: number = bytes.length): ByteSource {
  const chunks = [bytes.subarray(0, 7), bytes.subarray(7)].filter((chunk) => chunk.length > 0);
  return { key, size, open: async () => Readable.from(chunks, { objectMode: false }) };
}

async function read(source: ByteSource, abort: AbortSignal = signal) {
  const lines: string[] = [];
  let bytes = 0;
  let storedBytes = 0;
  for await (const batch of openRecords(source, abort)) {
    expect(batch.firstLine).toBe(lines.length + 1);
    lines.push(...batch.lines);
    bytes += batch.bytes;
    storedBytes = batch.storedBytes;
  }
  return { lines, bytes, storedBytes };
}

const text = '{"a":1}\n{"a":2}\r\n{"a":3}';

test("plain and gzipped objects have the same lines, and bytes are counted after decompression", async () => {
  const plain = Buffer.from(text);
  const packed = gzipSync(plain);
  const lines = ['{"a":1}', '{"a":2}', '{"a":3}'];
  expect(await read(object("a.json", plain))).toEqual({ lines, bytes: plain.length, storedBytes: plain.length });
  expect(await read(object("a.json.gz", packed))).toEqual({ lines, bytes: plain.length, storedBytes: packed.length });
});

test("gzip members that follow each other are one object", async () => {
  const packed = Buffer.concat([gzipSync('{"a":1}\n{"a"'), gzipSync(":2}\n")]);
  expect((await read(object("a.json.gz", packed))).lines).toEqual(['{"a":1}', '{"a":2}']);
});

test("an object without bytes has no lines, and no gzip object is without bytes", async () => {
  expect((await read(object("a.json", Buffer.alloc(0)))).lines).toEqual([]);
  await expect(read(object("a.json.gz", Buffer.alloc(0)))).rejects.toThrow('cannot read "a.json.gz": ');
});

test("gzip data that is cut or is none is refused by the key", async () => {
  const packed = gzipSync(Buffer.from(text.repeat(1000)));
  await expect(read(object("b/a.json.gz", packed.subarray(0, -9)))).rejects.toThrow(
    'cannot read "b/a.json.gz": the gzip data ends too early; the object is cut',
  );
  await expect(read(object("a.json.gz", Buffer.from(text)))).rejects.toMatchObject({
    name: "ReadError",
    code: "cannot_parse_source",
    message: 'cannot read "a.json.gz": it is not gzip data, or the data is damaged',
  });
});

test("an object that is shorter than it was listed is refused", async () => {
  await expect(read(object("a.json", Buffer.from(text), 100))).rejects.toThrow(
    'cannot read "a.json": expected 100 bytes, received 24; the object is cut or has changed',
  );
});

test.each(["bz2", "xz", "zst", "sz", "zip"])("compression %s is refused by name", async (extension) => {
  await expect(read(object(`a.json.${extension}`, Buffer.from(text)))).rejects.toThrow(
    `compression ${extension} is not supported; expected .gz or none`,
  );
});

test("a failure of the bucket comes through as it is", async () => {
  const broken = new Readable({
    read() {
      this.destroy(new BucketError("s3://zoo", "cannot read s3://zoo: the endpoint closed the connection"));
    },
  });
  const source: ByteSource = { key: "a.json.gz", size: 10, open: async () => broken };
  await expect(read(source)).rejects.toThrow("cannot read s3://zoo: the endpoint closed the connection");
});

test("aborting ends a read that waits for bytes, and closes the object", async () => {
  const silent = new Readable({ read() {} });
  const controller = new AbortController();
  const reading = read({ key: "a.json", size: 10, open: async () => silent }, controller.signal);
  setTimeout(() => controller.abort(new Error("canceled")), 20);
  await expect(reading).rejects.toThrow("canceled");
  expect(silent.destroyed).toBe(true);
});

test("a consumer that stops closes the object", async () => {
  const endless = new Readable({
    read() {
      this.push('{"a":1}\n');
    },
  });
  for await (const batch of openRecords({ key: "a.json", size: 1, open: async () => endless }, signal)) {
    expect(batch.lines).toEqual(['{"a":1}']);
    break;
  }
  expect(endless.destroyed).toBe(true);
});
