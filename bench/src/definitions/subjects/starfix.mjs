import { compileDefinition } from "@starfix/compiler/definition";
import { batchJob, max, s3Connection, timeParse } from "@starfix/dsl";

const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");

/** Checked, held against the contract, printed and hashed. */
export function compile(from, to) {
  const artifacts = [];
  for (let i = from; i < to; i++) {
    const job = batchJob(`job${i}`)
      .from(demo)
      .uris(`s3://demo-bucket/polaris-ingest/file-${i}.json.gz`)
      .format("nd-json")
      .input({
        timestamp: "string",
        uid: "string",
        show: "string",
        episode: "string",
        min_remaining: "string",
        device_type: "string",
        city: "string",
        session: "string",
        region: "string",
        session_length: "long",
      })
      .into(`Table${i}`, { createIfMissing: true })
      .map((c) => ({
        __time: timeParse(c.timestamp),
        uid: c.uid,
        show: c.show,
        episode: c.episode,
        min_remaining: c.min_remaining,
        device_type: c.device_type,
        city: c.city,
        session: c.session,
        region: c.region,
        max_session_length: max(c.session_length),
      }));
    const { artifact, issues } = compileDefinition(job);
    if (artifact === undefined) throw new Error(JSON.stringify(issues));
    const { text, sha256 } = artifact;
    artifacts.push({ text, sha256 });
  }
  return artifacts;
}
