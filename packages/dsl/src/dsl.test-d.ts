import { expectTypeOf, test } from "vitest";
import {
  aggregateTable,
  type BatchJobNode,
  batchJob,
  count,
  type Definition,
  deleteDataJob,
  detailTable,
  inline,
  lit,
  max,
  pushStreamingConnection,
  type S3ConnectionBuilder,
  type S3ConnectionNode,
  s3Connection,
  secret,
  streamingJob,
  sum,
  timeParse,
} from "./index.ts";

declare function compile(definition: Definition): void;

const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/r");
const input = { timestamp: "string", city: "string", session: "string", session_length: "long" } as const;
const base = batchJob("koalas").from(demo).prefixes("a/").input(input).into("Koalas");

test("a complete connection compiles in any order of calls", () => {
  compile(demo);
  compile(s3Connection("a").role("arn").endpoint("host").bucket("b"));
  compile(
    s3Connection("a")
      .accessKey({ id: "b", secret: secret("B") })
      .region("us-east-1")
      .bucket("bbb"),
  );
  expectTypeOf(demo.toNode()).toEqualTypeOf<S3ConnectionNode>();
  expectTypeOf(demo).toEqualTypeOf<S3ConnectionBuilder<never, "region" | "role">>();
});

test("a connection that lacks something says what to call", () => {
  const builder = s3Connection("a").bucket("b");
  expectTypeOf(builder[" incomplete"]).toEqualTypeOf<
    "call .endpoint(host) or .region(name)" | "call .role(arn) or .accessKey({ id, secret })"
  >();
  // @ts-expect-error the endpoint and a way to get in are missing
  compile(builder);
  // @ts-expect-error the same, where it is used
  batchJob("b").from(builder);
  // @ts-expect-error a secret must be a reference
  s3Connection("a").accessKey({ id: "b", secret: "c" });
  // @ts-expect-error no method takes a secret as text
  s3Connection("a").secrets({ type: "access_key", accessKeyId: "b", accessKeySecret: "c" });
});

test("a complete job compiles, with mappings as expressions and as SQL text", () => {
  const built = base.map((c) => ({ __time: timeParse(c.timestamp), city: c.city, longest: max(c.session_length) }));
  const texts = base.map({ __time: 'TIME_PARSE("timestamp")', city: '"city"', longest: 'MAX("session_length")' });
  compile(built);
  compile(texts);
  compile(base.map((c) => ({ __time: timeParse(c.timestamp), city: '"city"' })).map({ session: '"session"' }));
  expectTypeOf(built.toNode()).toEqualTypeOf<BatchJobNode>();
});

test("a job that lacks something says what to call", () => {
  expectTypeOf(batchJob("a")[" incomplete"]).toEqualTypeOf<
    | "call .from(source)"
    | "call .uris(…), .objects(…), .prefixes(…) or .pattern(glob)"
    | "call .input({ name: type })"
    | "call .into(table)"
    | "call .map({ column: expression })"
  >();
  const mapped = { __time: 'TIME_PARSE("timestamp")' } as const;
  // @ts-expect-error .from is missing
  compile(batchJob("a").prefixes("a/").input(input).into("Koalas").map(mapped));
  // @ts-expect-error an object selection is missing
  compile(batchJob("a").from(demo).input(input).into("Koalas").map(mapped));
  // @ts-expect-error .input is missing, and with it the columns
  compile(batchJob("a").from(demo).prefixes("a/").into("Koalas").map({ city: "1" }));
  // @ts-expect-error .into is missing
  compile(batchJob("a").from(demo).prefixes("a/").input(input).map(mapped));
  // @ts-expect-error .map is missing
  compile(base);
  // @ts-expect-error the same, when the node is asked for
  base.toNode();
});

test("an unknown column is named, in both forms", () => {
  // @ts-expect-error Property 'sesion' does not exist … Did you mean 'session'?
  base.map((c) => ({ session: c.sesion }));
  // @ts-expect-error … not assignable to type 'UnknownColumn<"sesion", "timestamp" | "city" | "session" | "session_length">'
  base.map({ session: '"sesion"' });
  // @ts-expect-error the same inside a callback
  base.map((c) => ({ city: c.city, session: 'UPPER("sesion")' }));
  // A name in text is no column.
  base.map({ greeting: `CONCAT('say "hello"', "city")` });
});

test("expressions keep their types", () => {
  base.filter(() => lit(true));
  // @ts-expect-error a text is no time to be parsed from a number
  base.map((c) => ({ __time: timeParse(c.session_length) }));
  // @ts-expect-error there is no largest text
  base.map((c) => ({ city: max(c.city) }));
  // @ts-expect-error an aggregation of an aggregation
  base.map((c) => ({ longest: sum(max(c.session_length)) }));
  // @ts-expect-error a filter is about one record
  base.filter(() => count());
  // @ts-expect-error a number fills no column
  base.map(() => ({ city: 1 }));
});

test("a wrong key or value in the options is refused", () => {
  // @ts-expect-error misspelt
  base.into("Koalas", { createIfMising: true });
  // @ts-expect-error not a boolean
  base.into("Koalas", { createIfMissing: "yes" });
  // @ts-expect-error not a type of the contract
  base.input({ city: "text" });
  // @ts-expect-error not a format
  base.format("json");
});

test("the options of each format are known", () => {
  base.format("nd-json");
  base.format("csv", { columns: ["a"], skipHeaderRows: 1 });
  base.format("regex", { pattern: "(.*)", columns: ["line"] });
  base.format("avro_ocf", { binaryAsString: true });
  // @ts-expect-error the pattern and the columns are needed
  base.format("regex");
  // @ts-expect-error the columns are needed
  base.format("regex", { pattern: "(.*)" });
  // @ts-expect-error misspelt
  base.format("csv", { colums: ["a"] });
  // @ts-expect-error a tab is the delimiter
  base.format("tsv", { delimiter: "," });
  // @ts-expect-error Argument of type '"kafka"' is not assignable: a format of streams
  base.format("kafka", { valueFormat: "nd-json" });
});

test("the options of each format of a stream are known", () => {
  const stream = streamingJob("a").from(pushStreamingConnection("push"));
  stream.format("nd-json");
  stream.format("csv", { columns: ["a"] });
  stream.format("kafka", { valueFormat: { format: "csv", columns: ["a"] }, keyFormat: "nd-json" });
  stream.format("avro_stream", { parseSchemaProvider: { schema: { type: "record" } } });
  // @ts-expect-error a stream has no header, so its columns are named
  stream.format("csv", {});
  // @ts-expect-error a stream has no lines in front
  stream.format("csv", { columns: ["a"], skipHeaderRows: 1 });
  // @ts-expect-error a schema is needed
  stream.format("avro_stream", {});
  // @ts-expect-error a value is no record of Kafka
  stream.format("kafka", { valueFormat: { format: "kafka" } });
  // @ts-expect-error a format of objects
  stream.format("parquet", {});
  // @ts-expect-error a stream is no object store
  batchJob("a").from(pushStreamingConnection("push"));
  // @ts-expect-error objects are no stream
  streamingJob("a").from(demo);
});

test("objects are selected where there are some", () => {
  const rows = batchJob("a").from(inline("{}")).input(input).into("T");
  compile(rows.map({ __time: 'TIME_PARSE("timestamp")' }));
  // @ts-expect-error 'TypeMessage<"objects are selected from a connection to S3 or Azure; this source has none">'
  rows.prefixes("a/");
  // @ts-expect-error and a job that comes back to an object store needs a selection again
  compile(rows.map({ __time: 'TIME_PARSE("timestamp")' }).from(demo));
});

test("calls that contradict each other are refused with a message, and the same call again is not", () => {
  const selected = batchJob("a").from(demo).objects("a/x.json");
  selected.objects("a/y.json");
  // @ts-expect-error 'TypeMessage<"objects are selected by .objects() already; remove one of the two calls">'
  selected.prefixes("a/");
  // @ts-expect-error the same
  selected.uris("s3://demo-bucket/a/x.json");
  // @ts-expect-error the same
  selected.pattern("a/*.json");
  // @ts-expect-error also when other calls stand between
  selected.format("nd-json").input(input).into("T").pattern("a/*.json");
  // @ts-expect-error also before the source is known
  batchJob("a").pattern("a/*.json").uris("s3://demo-bucket/a/x.json");
  base.replace("2026-01-01/P1D").replace("all");
  // @ts-expect-error The 'this' context … 'TypeMessage<"the mode is set by .replace() already; …">'
  base.replace("all").append();
  // @ts-expect-error the same in the other order
  base.append().replace("all");
  // @ts-expect-error rows are selected
  deleteDataJob("d").table("T").intervals("2026-01-01/P1D").all();
  // @ts-expect-error the same in the other order
  deleteDataJob("d").table("T").all().intervals("2026-01-01/P1D");
  // @ts-expect-error the mode is set
  detailTable("T").strict().flexible();
  // @ts-expect-error the same in the other order
  aggregateTable("T").flexible().strict();
});

test("fields that are given as pairs are known by their names", () => {
  const pairs = base.input([
    ["1", "string"],
    ["2", "long"],
  ]);
  compile(pairs.map((c) => ({ __time: timeParse(c["1"]), n: max(c["2"]) })));
  compile(
    streamingJob("s")
      .from(pushStreamingConnection("p"))
      .input([["1", "string"]])
      .into("T")
      .map((c) => ({ __time: timeParse(c["1"]) })),
  );
  // @ts-expect-error Property '"3"' does not exist
  pairs.map((c) => ({ n: c["3"] }));
  // @ts-expect-error 'UnknownColumn<"3", "1" | "2">'
  pairs.map({ n: '"3"' });
  // @ts-expect-error a text is not summed
  pairs.map((c) => ({ n: sum(c["1"]) }));
});

test("builders of other inputs or other missing parts are other types", () => {
  expectTypeOf(base).not.toEqualTypeOf(base.input({ city: "string" }).map({ city: '"city"' }));
  expectTypeOf(base).not.toEqualTypeOf(batchJob("koalas").from(demo).prefixes("a/").input(input));
});
