import type { Readable } from "node:stream";
import type { ObjectLocation } from "../engine.ts";
import { openFile } from "./open-file.ts";
import { openS3Object, type S3Connect, s3Connect } from "./s3-client.ts";

/** Opens the bytes of an object by its location alone, in any process. */
export type OpenLocation = (location: ObjectLocation, signal: AbortSignal) => Promise<Readable>;

/**
 * Makes the function that opens objects by their locations, for one run: objects with the same service and credentials
 * share a client.
 *
 * @example
 * const open = locationOpener();
 * const bytes = await open({ kind: "file", path: "/data/demo.json", bucket: "s3://demo-bucket" }, signal);
 *
 * The returned function throws BucketError when the object cannot be reached, is gone or has changed.
 */
export function locationOpener(): OpenLocation {
  const connections = new Map<string, S3Connect>();
  return async (location, signal) => {
    if (location.kind === "file") return openFile(location, signal);
    const { kind: _, bucket, key, tag, ...service } = location;
    const id = JSON.stringify([bucket, service]);
    const connect = connections.get(id) ?? s3Connect(service, `s3://${bucket}`);
    connections.set(id, connect);
    return openS3Object({ bucket, key, ...(tag !== undefined && { tag }) }, connect, signal);
  };
}
