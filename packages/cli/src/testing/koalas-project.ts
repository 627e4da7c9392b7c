import { gzipSync } from "node:zlib";
import { type TempFolder, tempFolder } from "./temp-folder.ts";

/** The definitions of the S3 guide's job. */
export const KOALAS = `import { batchJob, max, s3Connection, timeParse } from "@starfix/dsl";

export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .endpoint("s3.us-east-1.amazonaws.com")
  .role("arn:aws:iam::012345678901:role/demo-role");

export const koalas = batchJob("koalas")
  .from(demo)
  .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
  .format("nd-json")
  .input({ timestamp: "string", city: "string", session: "string", session_length: "long" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({
    __time: timeParse(c.timestamp),
    city: c.city,
    session: c.session,
    max_session_length: max(c.session_length),
  }));
`;

/** Events of which two fall together when they are grouped. */
export const EVENTS: readonly object[] = [
  { timestamp: "2024-03-01T00:00:00.000Z", city: "Sydney", session: "s-1", session_length: 10 },
  { timestamp: "2024-03-01T00:00:00.000Z", city: "Sydney", session: "s-1", session_length: 345 },
  { timestamp: "2024-03-01T00:00:01.000Z", city: "Perth", session: "s-2", session_length: 7 },
];

/** A project with the guide's definitions, and its bucket next to it in `objects/`. */
export async function koalasProject(
  lines: readonly string[] = EVENTS.map((event) => JSON.stringify(event)),
): Promise<TempFolder> {
  const folder = await tempFolder({ "project/definitions/koalas.ts": KOALAS });
  await folder.write("objects/polaris-ingest/demo-file.json.gz", gzipSync(lines.map((line) => `${line}\n`).join("")));
  return folder;
}
