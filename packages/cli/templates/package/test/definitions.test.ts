import "@starfix/testing/vitest";
import { batchJob } from "@starfix/dsl";
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

test("the mappings fill the table of orders", () => {
  const mappings = [
    { columnName: "__time", expression: 'TIME_PARSE("ordered_at")' },
    { columnName: "order_id", expression: '"order_id"' },
    { columnName: "country", expression: 'UPPER("country")' },
    { columnName: "amount", expression: '"amount"' },
  ];
  expect(job).toCompileTo(expect.objectContaining({ mappings }));
  // The rows that they give: `await preview(job, [{ ordered_at: "2026-01-01", … }])` of @starfix/testing. It runs on DuckDB, of
  // @starfix/engine and @starfix/engine-duckdb, which are installed for it alone.
});
