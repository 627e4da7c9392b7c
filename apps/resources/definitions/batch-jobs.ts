import {
  batchJob,
  count,
  defineJobs,
  inline,
  max,
  months,
  param,
  tableSource,
  timeParse,
  uploadedFiles,
} from "@starfix/dsl";
import { blobs, objects } from "./connections.ts";
import { cities, visits } from "./tables.ts";

/** What the collectors wrote, into a table that is declared. */
export const collected = batchJob("collected")
  .from(objects)
  .uris("s3://demo-bucket/polaris-ingest/a.json.gz", "s3://demo-bucket/polaris-ingest/b.json.gz")
  .format("nd-json")
  .input({
    timestamp: "string",
    city: "string",
    session: "string",
    session_length: "long",
    tags: "stringArray",
    place: "json",
  })
  .into(visits)
  .map((c) => ({
    __time: timeParse(c.timestamp),
    city: c.city,
    session: c.session,
    session_length: c.session_length,
    tags: c.tags,
    place: c.place,
  }))
  .filter('"timestamp" IS NOT NULL');

/** One job for each month of what is archived, each replacing its own month. */
export const archived = defineJobs(months("2026-01-01/2026-04-01"), (month) =>
  batchJob(`archived-${month.name}`)
    .from(objects)
    .pattern(`polaris-ingest/${month.name}/*.parquet`)
    .format("parquet", { binaryAsString: true })
    .input({ timestamp: "string", city: "string", session_length: "long" })
    .into("Archive", { createIfMissing: true })
    .map({ __time: 'TIME_PARSE("timestamp")', city: '"city"', session_length: '"session_length"' })
    .partitionBy("month")
    .replace(month.interval),
);

/** Blobs of lines with semicolons, of which the first names the columns. */
export const exported = batchJob("exported")
  .from(blobs)
  .prefixes("projectA/exports/")
  .format("csv", { delimiter: ";", listDelimiter: "|" })
  .input({ timestamp: "string", city: "string" })
  .into("Exports", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }))
  .maxParseExceptions(10)
  .clusterBy("city");

/** The other formats of objects, a job each. */
export const tabbed = batchJob("tabbed")
  .from(objects)
  .prefixes("polaris-ingest/tabbed/")
  .format("tsv", { columns: ["timestamp", "city"], skipHeaderRows: 1 })
  .input({ timestamp: "string", city: "string" })
  .into("Tabbed", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));

export const columnar = batchJob("columnar")
  .from(objects)
  .objects("polaris-ingest/visits.orc")
  .format("orc")
  .input({ timestamp: "string", city: "string" })
  .into("Columnar", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));

export const contained = batchJob("contained")
  .from(objects)
  .objects("polaris-ingest/visits.avro")
  .format("avro_ocf", { binaryAsString: true, extractUnionsByType: true })
  .input({ timestamp: "string", city: "string" })
  .into("Contained", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));

export const logged = batchJob("logged")
  .from(objects)
  .prefixes("polaris-ingest/logs/")
  .format("regex", { pattern: "(\\S+) (\\S+) (.*)", columns: ["timestamp", "level", "line"] })
  .input({ timestamp: "string", level: "string", line: "string" })
  .into("Logs", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), level: c.level, line: c.line }));

/** Files that somebody uploaded. */
export const uploaded = batchJob("uploaded")
  .from(uploadedFiles("visits.json.gz"))
  .input({ timestamp: "string" })
  .into("Uploads", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));

/** A few records that stand here. */
export const seed = batchJob("seed")
  .from(inline([{ at: "2026-01-01T00:00:00Z", city: "Perth" }]))
  .input({ at: "string", city: "string" })
  .into("Seed", { createIfMissing: true })
  .map([
    ["__time", 'TIME_PARSE("at")'],
    ["1", '"city"'],
  ])
  .append();

/** Visits that are in a table already, grouped; the day is given when the definitions are built. */
export const grouped = batchJob("grouped")
  .from(tableSource(visits, { interval: `${param("day", { default: "2026-01-01" })}/P1D` }))
  .into(cities)
  .map((c) => ({
    __time: c.__time,
    city: c.city,
    longest: max(c.session_length),
    visits: count(),
    sessions: 'DS_HLL("session")',
  }))
  .context({ sqlTimeZone: "UTC" });
