import {
  deleteDataJob,
  dropTableJob,
  millisToTimestamp,
  restoreDataJob,
  sql,
  sqlJob,
  streamingJob,
  timeParse,
} from "@starfix/dsl";
import { clicks, cloud, events, objects, push, registry } from "./connections.ts";
import { cities, clickstream, visits } from "./tables.ts";

/** Events of Kafka with their headers, whose values have a schema in a registry. */
export const streamed = streamingJob("streamed")
  .from(events)
  .format("kafka", {
    valueFormat: { format: "avro_stream", parseSchemaProvider: registry, binaryAsString: true },
    keyFormat: { format: "csv", columns: ["key"] },
    headerFormat: "utf-8",
    keyColumnName: "key",
  })
  .input({ "kafka.timestamp": "long", session: "string", key: "string" })
  .into(clickstream)
  .map((c) => ({ __time: millisToTimestamp(c["kafka.timestamp"]), session: c.session, key: c.key }))
  .discoverSchema()
  .exclude("debug")
  .readFrom("earliest")
  .rejectLate("P7D")
  .rejectEarly("PT1H")
  .replaceRunning();

/** Events of Kinesis with their partition key. */
export const clicked = streamingJob("clicked")
  .from(clicks)
  .format("kinesis", { valueFormat: "nd-json", partitionKeyColumnName: "shard" })
  .input({ "kinesis.timestamp": "long", shard: "string" })
  .into("Clicks", { createIfMissing: true })
  .map((c) => ({ __time: millisToTimestamp(c["kinesis.timestamp"]), shard: c.shard }))
  .partitionBy("hour");

/** Protocol buffers, with their descriptor in the definition. */
export const buffered = streamingJob("buffered")
  .from(cloud)
  .format("protobuf", { parseSchemaProvider: { descriptor: "CgZrb2FsYQ==", protoMessageType: "zoo.Koala" } })
  .input({ timestamp: "string", session: "string", updated_at: "long" })
  .into("Buffers", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), session: c.session, updated_at: c.updated_at }))
  .upsert({ key: ["session"], version: "updated_at" });

/** Events that programs post, and no more than three of them unreadable. */
export const posted = streamingJob("posted")
  .from(push)
  .format("nd-json")
  .input({ timestamp: "string", session: "string" })
  .into("Posts", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), session: c.session }))
  .filter("\"session\" <> 'test'")
  .clusterBy("session")
  .maxParseExceptions(3);

/** A table by one statement. */
export const longVisits = sqlJob("long-visits")
  .query(
    sql`REPLACE INTO "LongVisits" OVERWRITE ALL SELECT "__time", "city" FROM ${visits} WHERE "session_length" > ${3600} PARTITIONED BY DAY`,
  )
  .createIfMissing()
  .uses(objects)
  .context({ sqlTimeZone: "UTC" });

/** Rows of a month that go, and can come back for 30 days. */
export const forgetJanuary = deleteDataJob("forget-january").table(visits).intervals("2026-01-01/2026-02-01").soft();

/** All rows of a table that go. */
export const forgetCities = deleteDataJob("forget-cities").table(cities).all();

/** The same rows, brought back. */
export const restoreJanuary = restoreDataJob("restore-january").table(visits).interval("2026-01-01/P1M");

/** A table that goes. */
export const dropSeed = dropTableJob("drop-seed").table("Seed").soft();
