import { lake, orderColumns, orders, ordersInput } from "@acme/catalog";
import { batchJob, defineJobs, lit } from "@starfix/dsl";

/** Orders of the channels that Growth runs, by channel. */
export const channels = defineJobs(["web", "app"], (channel) =>
  batchJob(`orders-${channel}`)
    .from(lake)
    .prefixes(`orders/${channel}/`)
    .format("nd-json")
    .input(ordersInput)
    .into(orders)
    .map((c) => ({ ...orderColumns(c), channel: lit(channel) })),
);
