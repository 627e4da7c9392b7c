import { aggregateTable, batchJob, s3Connection, sum, timeParse } from "@starfix/dsl";
import type { Cell } from "@starfix/engine";
import { expectTypeOf, test } from "vitest";
import { preview } from "../index.ts";
import type { Cell as PreviewCell } from "./preview-types.ts";

const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");
const base = batchJob("koalas").from(demo).prefixes("in/").input({ timestamp: "string", city: "string", n: "long" });
const table = aggregateTable("Sessions").columns({ city: "string" }).measures({ total: "long" }).strict();
const byName = base.into("Koalas").map((c) => ({ __time: timeParse(c.timestamp) }));
const byTable = base.into(table).map((c) => ({ __time: timeParse(c.timestamp), city: c.city, total: sum(c.n) }));

test("rows have the columns of the table that is declared", async () => {
  const [row] = await preview(byTable, [{ timestamp: "2026-01-01", city: "Perth", n: 1 }]);
  expectTypeOf(row?.__time).toEqualTypeOf<string | undefined>();
  expectTypeOf(row?.city).toEqualTypeOf<string | null | undefined>();
  expectTypeOf(row?.total).toEqualTypeOf<number | bigint | null | undefined>();
  // @ts-expect-error the table is strict and has no such column
  row?.citty;
});

test("rows of a table that is known by name have any columns", async () => {
  const [row] = await preview(byName, []);
  expectTypeOf(row?.__time).toEqualTypeOf<string | undefined>();
  expectTypeOf(row?.anything).toEqualTypeOf<Cell | undefined>();
});

test("a cell is what the engine says, though the engine need not be installed to read that", () => {
  expectTypeOf<PreviewCell>().toEqualTypeOf<Cell>();
});

test("what cannot be previewed is refused", () => {
  // @ts-expect-error the input schema has no field of this name
  preview(byName, [{ timestmap: "2026-01-01" }]);
  // @ts-expect-error nothing has been mapped yet
  preview(base.into("Koalas"), []);
  // @ts-expect-error a connection is no job
  preview(demo, []);
});
