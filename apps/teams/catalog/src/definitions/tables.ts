import { aggregateTable, detailTable } from "@starfix/dsl";

/** Orders of all channels, one row each. Growth adds those of the shop, Finance those that it invoices. */
export const orders = detailTable("Orders")
  .describe("Orders of all channels")
  .columns({ order_id: "string", channel: "string", country: "string", amount: "double" })
  .strict()
  .partitionBy("day")
  .writers("Growth", "Finance");

/** What came in, by day and country. */
export const revenue = aggregateTable("Revenue")
  .columns({ country: "string" })
  .measures({ amount: "double" })
  .strict()
  .writers("Finance");
