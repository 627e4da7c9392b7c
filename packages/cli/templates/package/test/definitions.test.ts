import "@starfix/testing/vitest";
import { batchJob } from "@starfix/dsl";
import { preview } from "@starfix/testing";
import { expect, test } from "vitest";
import { lake, orderColumns, orders, ordersInput } from "../src/index.ts";

// As somebody who imports the package would write it.
const job = batchJob("orders")
  .from(lake)
  .prefixes("orders/")
  .format("nd-json")
  .input(ordersInput)
  .into(orders)
  .map((c) => ({ ...orderColumns(c) }));

test("the definitions fit the service", () => {
  expect(lake).toBeValidConnection();
  expect(orders).toBeValidTable();
  expect(job).toBeValidJob();
});

test("the mappings fill the table of orders", async () => {
  const rows = await preview(job, [
    { ordered_at: "2026-01-01T00:00:00Z", order_id: "o-1", country: "de", amount: 10.5 },
  ]);
  expect(rows).toMatchObject([{ order_id: "o-1", country: "DE", amount: 10.5 }]);
});
