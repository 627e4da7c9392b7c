import { aggregateTable, detailTable } from "@starfix/dsl";

/** Rows as they come, and no columns but these. */
export const visits = detailTable("Visits")
  .columns({ city: "string", session: "string", session_length: "long", tags: "stringArray", place: "json" })
  .strict()
  .describe("One row for each visit.")
  .partitionBy("day")
  .clusterBy("city", "session")
  .storage({ retain: "P2Y", cached: "P30D" });

/** Rows as they come, and whatever columns jobs bring along. */
export const clickstream = detailTable("Clickstream").columns({ session: "string" }).flexible();

/** One row for each city and hour, with a sketch of the sessions. */
export const cities = aggregateTable("Cities")
  .columns({ city: "string" })
  .measures({ longest: "long", visits: "long", sessions: "HLLSketch" })
  .rollup("hour")
  .partitionBy("month")
  .storage({ cached: { intervals: ["2026-01-01/2026-07-01"], period: "P7D" } });

/** One row for each quarter of a day, as it is counted in Perth. */
export const shifts = aggregateTable("Shifts")
  .columns({ city: "string" })
  .measures({ visits: "long" })
  .rollup({ period: "PT6H", timeZone: "Australia/Perth" })
  .strict();
