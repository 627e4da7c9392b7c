import { lake, orderColumns, orders, ordersInput, revenue } from "@acme/catalog";
import { about, batchJob, lit, sum, tableSource } from "@starfix/dsl";

/** Orders that are invoiced and reach no shop. */
export const invoices = batchJob("orders-invoiced")
  .from(lake)
  .prefixes("orders/invoiced/")
  .format("nd-json")
  .input(ordersInput)
  .into(orders)
  .map((c) => ({ ...orderColumns(c), channel: lit("invoice") }));

/** What all channels brought in. */
export const totals = about(
  batchJob("revenue")
    .from(tableSource(orders))
    .into(revenue)
    .map((c) => ({ __time: c.__time, country: c.country, amount: sum(c.amount) }))
    .replace("all"),
  { tags: ["closing"] },
);
