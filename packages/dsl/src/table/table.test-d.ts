import { expectTypeOf, test } from "vitest";
import {
  aggregateTable,
  batchJob,
  type Definition,
  detailTable,
  lit,
  max,
  s3Connection,
  sum,
  tableSource,
  timeParse,
} from "../index.ts";

declare function compile(definition: Definition): void;

const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
const base = batchJob("koalas")
  .from(demo)
  .prefixes("a/")
  .input({ timestamp: "string", city: "string", length: "long" });
const strict = detailTable("Koalas").columns({ city: "string", length: "long", half: "double" }).strict();
const flexible = detailTable("Koalas").columns({ city: "string" });
const sessions = aggregateTable("Sessions").columns({ city: "string" }).measures({ longest: "long", mean: "double" });

test("a job that fits its table compiles, in each form", () => {
  const job = base.into(strict);
  compile(job.map((c) => ({ __time: timeParse(c.timestamp), city: c.city, length: c.length, half: c.length })));
  compile(job.map({ __time: 'TIME_PARSE("timestamp")', city: '"city"' }));
  compile(job.map((c) => ({ __time: timeParse(c.timestamp), city: 'UPPER("city")' })).map({ length: '"length"' }));
  compile(job.map((c) => ({ __time: timeParse(c.timestamp), city: lit("Perth"), length: lit(null) })));
  compile(base.into(flexible).map((c) => ({ __time: timeParse(c.timestamp), town: c.city, n: c.length })));
  compile(base.into(sessions).map((c) => ({ __time: timeParse(c.timestamp), city: c.city, longest: max(c.length) })));
});

test("a column that a strict table does not have is named", () => {
  const job = base.into(strict);
  // @ts-expect-error … 'TypeMessage<"unknown column: town is not in table Koalas, which is strict">'
  job.map((c) => ({ town: c.city }));
  // @ts-expect-error the same, at the text
  job.map({ town: '"city"' });
  // @ts-expect-error the same, for text inside a callback
  job.map((c) => ({ city: c.city, town: '"city"' }));
});

test("an expression of another type than its column is named with both", () => {
  // @ts-expect-error … 'TypeMessage<"column city is of type string and takes VARCHAR, received BIGINT">'
  base.into(strict).map((c) => ({ city: c.length }));
  // @ts-expect-error the same in a flexible table
  base.into(flexible).map((c) => ({ city: c.length }));
  // @ts-expect-error __time is a timestamp
  base.into(flexible).map((c) => ({ __time: c.timestamp }));
  // @ts-expect-error a text is no measure of type long
  base.into(sessions).map((c) => ({ longest: c.city }));
});

test("measures take aggregations, and nothing else does", () => {
  // @ts-expect-error … 'TypeMessage<"measure longest of table Sessions takes an aggregation such as sum(…)">'
  base.into(sessions).map((c) => ({ longest: c.length }));
  // @ts-expect-error … 'TypeMessage<"column length of table Koalas is no measure and takes no aggregation">'
  base.into(strict).map((c) => ({ length: sum(c.length) }));
});

test("text is checked against the input beside the table", () => {
  // @ts-expect-error … 'UnknownColumn<"cty", …>'
  base.into(strict).map({ city: '"cty"' });
  // @ts-expect-error the same inside a callback
  base.into(strict).map((c) => ({ length: c.length, city: '"cty"' }));
});

test("another table takes the mappings back", () => {
  const job = base.into("Koalas").map({ __time: 'TIME_PARSE("timestamp")' });
  compile(job.into("Other"));
  // @ts-expect-error what was mapped was not checked against this table
  compile(job.into(strict));
});

test("a table that is read brings its columns along", () => {
  const job = batchJob("copy").from(tableSource(sessions)).into("Copy");
  compile(job.map((c) => ({ __time: c.__time, city: c.city, longest: c.longest })));
  // @ts-expect-error Property 'town' does not exist
  job.map((c) => ({ town: c.town }));
  const byName = batchJob("copy").from(tableSource("Sessions")).into("Copy");
  expectTypeOf(byName[" incomplete"]).toEqualTypeOf<
    "call .input({ name: type })" | "call .map({ column: expression })"
  >();
});

test("tables of other columns or modes are other types", () => {
  expectTypeOf(strict).not.toEqualTypeOf(flexible);
  expectTypeOf(flexible).not.toEqualTypeOf(flexible.columns({ zoo: "string" }));
});
