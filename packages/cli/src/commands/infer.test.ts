import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { EVENTS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { type TempFolder, tempFolder } from "../testing/temp-folder.ts";

const lines = (rows: readonly unknown[]) =>
  rows.map((row) => `${typeof row === "string" ? row : JSON.stringify(row)}\n`).join("");

/** The calls that were printed, up to the empty line below them. */
const callsOf = (stdout: string) => stdout.slice(0, stdout.indexOf("\n\n"));

/** Compiles a job that has the printed calls in it, with the real compiler. */
async function checkCalls(folder: TempFolder, calls: string, mappings: string) {
  await folder.write(
    "project/definitions/job.ts",
    `import { batchJob, millisToTimestamp, s3Connection, timeParse } from "@starfix/dsl";
export const demo = s3Connection("demo-conn").bucket("demo-bucket").region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");
export const job = batchJob("job").from(demo).prefixes("a/").into("T", { createIfMissing: true })
${calls}
.map((c) => (${mappings}));
export const unused = [millisToTimestamp, timeParse];
`,
  );
  return run(["check"], { cwd: `${folder.path}/project` });
}

test("infer prints an input for the Koalas data that compiles", async () => {
  await using folder = await tempFolder();
  await folder.write("data/polaris-ingest/demo-file.json.gz", gzipSync(lines(EVENTS)));
  const { code, stdout, stderr } = await run(["infer", "data/polaris-ingest/demo-file.json.gz"], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    ".format("nd-json")
    .input({
      timestamp: "string", // ISO times, for timeParse(c.timestamp)
      city: "string",
      session: "string",
      session_length: "long",
    })
    // .map((c) => ({ __time: timeParse(c.timestamp), … }))

    3 rows of 1 file (278 B) read: all there is
    no field is ever null or missing
    rows agree about the type of every field
    "
  `);
  const checked = await checkCalls(folder, callsOf(stdout), "{ __time: timeParse(c.timestamp), city: c.city }");
  expect(checked).toMatchObject({ code: 0, stderr: "" });
});

test("a field that changes its type is named, with the place and the value", async () => {
  await using folder = await tempFolder();
  const rows = Array.from({ length: 100 }, (_, index) => ({ timestamp: "2026-01-01T00:00:00Z", price: index }));
  await folder.write("prices.json", lines([...rows, { timestamp: "2026-01-01T00:00:00Z", price: "n/a" }, ...rows]));
  const { code, stdout } = await run(["infer", "prices.json"], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toContain('  price: "string", // rows disagree: most hold a whole number, text at prices.json:101\n');
  expect(stdout).toContain(`Rows disagree
  "price": "string" reads each as its text; a number column would read what is no number as null
    whole number in 200 rows (99.5 %), first prices.json:1: 0
    text in 1 row (0.5 %), first prices.json:101: "n/a"
`);
  const checked = await checkCalls(folder, callsOf(stdout), "{ __time: timeParse(c.timestamp), price: c.price }");
  expect(checked).toMatchObject({ code: 0, stderr: "" });
});

test("every odd name and type is printed so that it compiles", async () => {
  await using folder = await tempFolder();
  const row = {
    created_at: 1_767_225_600_000,
    "x y": 1,
    'q"u\\o\nte': "a\nb",
    constructor: true,
    "*/": ["a"],
    nested: { a: { b: [1, "x"] }, "it's": 1 },
    numbers: [1, 2.5],
    code: "007",
    count: "12",
    never: null,
    City: "a",
    city: "b",
    __time: "2026-01-01",
    "7": 1,
    "": 1,
  };
  await folder.write("odd.json", `${JSON.stringify(row).slice(0, -1)},"__proto__":9007199254740993}\n`);
  const { code, stdout } = await run(["infer", "odd.json"], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    ".format("nd-json")
    .input({
      // "7": "long", JavaScript would move a whole number before the other names: give it another name in the data
      created_at: "long", // millis since 1970, for millisToTimestamp(c.created_at)
      "x y": "long",
      "q\\"u\\\\o\\nte": "string",
      constructor: "string", // true and false, read as the texts "true" and "false"; in a number column they would be null
      "*/": "stringArray",
      nested: "json",
      numbers: "doubleArray",
      code: "string", // digits with leading zeros, which a number would lose
      count: "string", // numbers that are texts: "long" reads them as numbers
      never: "string", // always null: its type is unknown
      City: "string",
      city: "string",
      // __time: "string", Druid takes a field of this name for the time whatever it holds: give it another name in the data
      // "": "long", a field without a name cannot be read
      ["__proto__"]: "long", // whole numbers beyond 2^53, such as 9007199254740993 at odd.json:1: JavaScript loses their digits, Druid does not
    })
    // .map((c) => ({ __time: millisToTimestamp(c.created_at), … }))

    1 row of 1 file (267 B) read: all there is

    field     null  missing
    never    100 %      0 %
    rows agree about the type of every field

    Paths within json, for JSON_VALUE
      nested  $.a.b[*]  whole number or text
      nested  $['it\\'s']  whole number

    Notes
      "City" and "city" differ in case only, and are different fields
    "
  `);
  const mappings = `{ __time: millisToTimestamp(c.created_at), blank: c["x y"], text: c["q\\"u\\\\o\\nte"] }`;
  expect(await checkCalls(folder, callsOf(stdout), mappings)).toMatchObject({ code: 0, stderr: "" });
});

test("the time that is suggested compiles, whatever form it has", async () => {
  await using folder = await tempFolder();
  for (const [name, row] of Object.entries({
    iso: { at: "2026-01-01 10:00" },
    seconds: { 'event "time"': 1_767_225_600 },
    texts: { ts: "1767225600000" },
  })) {
    await folder.write(`${name}.json`, lines([row]));
    const { stdout } = await run(["infer", `${name}.json`, "--json"], { cwd: folder.path });
    const { input, time } = JSON.parse(stdout);
    expect([name, await checkCalls(folder, input, `{ __time: ${time.code} }`)]).toMatchObject([name, { code: 0 }]);
  }
});

test("csv and tsv have the types of their cells", async () => {
  await using folder = await tempFolder({
    "a.csv": 'time,city,n,d,zip\n2026-01-01,"Perth, WA",1,1.5,0800\n2026-01-02,,2,2,2000\n',
    "a.tsv": "time\tn\n2026-01-01\t1\n",
  });
  const csv = await run(["infer", "a.csv"], { cwd: folder.path });
  expect(callsOf(csv.stdout)).toMatchInlineSnapshot(`
    ".format("csv")
    .input({
      time: "string", // ISO times, for timeParse(c.time)
      city: "string",
      n: "long",
      d: "double",
      zip: "string", // digits with leading zeros, which a number would lose
    })
    // .map((c) => ({ __time: timeParse(c.time), … }))"
  `);
  expect(csv.stdout).toContain("field     null  missing\ncity      50 %      0 %\n");
  const tsv = await run(["infer", "a.tsv"], { cwd: folder.path });
  expect(callsOf(tsv.stdout)).toContain('.format("tsv")\n.input({\n  time: "string",');
});

test("files of a folder are read in equal shares, and a type that only one of them has is found", async () => {
  await using folder = await tempFolder();
  for (let day = 10; day < 20; day++) {
    const rows = Array.from({ length: 1_000 }, () => ({ at: `2026-01-${day}`, v: day === 19 ? "x" : day }));
    await folder.write(`in/${day}.json`, lines(rows));
  }
  await folder.write("in/empty.json", "");
  await folder.write("in/README.md", "about");
  const { stdout } = await run(["infer", "in", "--rows", "100", "--json"], { cwd: folder.path });
  const inferred = JSON.parse(stdout);
  expect(inferred.files.map((file: { rows: number }) => file.rows)).toEqual(Array.from({ length: 10 }, () => 10));
  expect(inferred).toMatchObject({ rows: 100, complete: false, format: "nd-json" });
  expect(inferred.fields[1].disagreement.kinds).toEqual([
    { kind: "whole", rows: 90, place: "in/10.json:1", value: "10" },
    { kind: "text", rows: 10, place: "in/19.json:1", value: '"x"' },
  ]);
  expect(inferred.notes).toEqual([
    "1 empty file left out",
    "1 left out that have no format in their names, such as in/README.md",
  ]);
});

test("a sample ends at its bytes, also within gzip data", async () => {
  await using folder = await tempFolder();
  const rows = Array.from({ length: 50_000 }, (_, index) => ({ at: "2026-01-01", n: index }));
  await folder.write("big.json.gz", gzipSync(lines(rows)));
  const { stdout } = await run(["infer", "big.json.gz", "--rows", "1000000", "--bytes", "100kB", "--json"], {
    cwd: folder.path,
  });
  const inferred = JSON.parse(stdout);
  expect(inferred.complete).toBe(false);
  expect(inferred.rows).toBeGreaterThan(1_000);
  expect(inferred.rows).toBeLessThan(20_000);
});

test("what is wrong with lines and files is reported, and the rest is read", async () => {
  await using folder = await tempFolder();
  const rows = Array.from({ length: 2_000 }, (_, index) => ({ at: "2026-01-01", n: index * 7919 }));
  const text = lines(["{broken", ...rows.slice(0, 5), '{"at":"2026-01-01"}{"at":"2026-01-02"}', ...rows]);
  await folder.write("cut.json.gz", gzipSync(text).subarray(0, -500));
  const { code, stdout } = await run(["infer", "cut.json.gz"], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toContain('cut.json.gz:1: expected one JSON object, received "{broken"');
  expect(stdout).toContain("cut.json.gz:7: more than one value on a line: Druid reads the first");
  expect(stdout).toMatch(/cannot read "cut\.json\.gz": the gzip data ends too early; .* \([\d,]+ rows read before\)/);
  expect(stdout).toContain("reading broke off");
});

test.each<[string, Record<string, string | Buffer>, string]>([
  ["nothing", {}, "no such file or folder: "],
  ["empty.json", { "empty.json": "" }, "empty.json holds no records: there is nothing to infer types from"],
  ["a.csv", { "a.csv": "a,b\n" }, "a.csv holds no records below a header"],
  ["in", { "in/.hidden": "{}" }, "in holds no file with data: name a folder that does (hidden files are left out)"],
  ["a.txt", { "a.txt": "{}" }, "a.txt has no format in its name: give --format nd-json, csv, tsv or parquet"],
  ["in", { "in/a.json": "{}", "in/b.csv": "a" }, "in holds files of several formats (1 nd-json, 1 csv)"],
  ["l.json", { "l.json": '[{"a":1}]\n' }, "it is one JSON list: put each object on a line, as jq -c '.[]' does"],
  [
    "p.json",
    { "p.json": '{\n"a":1\n}\n' },
    'p.json:1: expected one JSON object, received "{"; its objects take several',
  ],
  ["b.json", { "b.json": Buffer.from([0xff, 0, 1, 2, 10]) }, "b.json:1: expected one JSON object, received bytes that"],
  ["z.json", { "z.json": gzipSync('{"a":1}\n') }, "gzip data, which Druid knows by the end of the name"],
  ["c.json", { "c.json": "a,b\n1,2\n" }, "it looks like csv: give --format csv"],
  ["n.json.gz", { "n.json.gz": "{}\n" }, 'cannot read "n.json.gz": it is not gzip data, or the data is damaged'],
  ["x.json.zst", { "x.json.zst": "{}" }, 'cannot read "x.json.zst": compression zst is not supported'],
  ["o.json", { "o.json": "{}\n" }, "the records of o.json have no fields"],
  ["t.json", { "t.json": '{"__time":1}\n' }, "the records of t.json have no field that can be declared: Druid takes"],
  ["q.parquet", { "q.parquet": "PAR1" }, "cannot read q.parquet: it is no Parquet file, or it is damaged"],
  ["s3:/bucket/key", {}, 'invalid S3 URI: expected s3://bucket/key or s3://bucket/prefix/, received "s3:/bucket/key"'],
])("%s is refused", async (source, files, message) => {
  await using folder = await tempFolder();
  for (const [name, content] of Object.entries(files)) await folder.write(name, content);
  const { code, stdout, stderr } = await run(["infer", source], { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(message);
});

test.each([
  [["infer"], "error: missing required argument 'source'"],
  [["infer", "a", "--format", "xml"], "argument 'xml' is invalid. Allowed choices are nd-json, csv, tsv, parquet."],
  [["infer", "a", "--rows", "0"], "Expected a whole number from 1."],
  [["infer", "a", "--bytes", "much"], "Expected a size such as 64MB."],
  [["infer", "s3://b/k", "--s3-endpoint", "http://a b"], "invalid --s3-endpoint: expected a host such as"],
])("%j is refused", async (argv, message) => {
  const { code, stderr } = await run(argv);
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});

test("an S3 that does not answer, and a region that is none, are named", async () => {
  const env = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "very-secret" };
  const region = await run(["infer", "s3://demo-bucket/a"], { env: { ...env, AWS_REGION: "moon" } });
  expect(region).toMatchObject({ code: 1, stderr: expect.stringContaining("invalid AWS_REGION: expected a region") });
  const dead = await run(["infer", "s3://demo-bucket/a"], {
    env: { ...env, AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" },
  });
  expect(dead).toMatchObject({ code: 1, stderr: expect.stringContaining("the endpoint refuses connections") });
  expect(JSON.stringify([region, dead])).not.toContain("very-secret");
});

test("Ctrl-C ends it without a stack", async () => {
  await using folder = await tempFolder({ "a.json": '{"a":1}\n' });
  const stopped = await run(["infer", "a.json"], { cwd: folder.path, signal: AbortSignal.abort() });
  expect(stopped).toEqual({ code: 1, stdout: "", stderr: "interrupted; nothing was printed\n" });
});

test("--json gives everything in one line, and the report goes to stderr", async () => {
  await using folder = await tempFolder({ "a.json": '{"at":"2026-01-01","n":null}\n' });
  const { code, stdout, stderr } = await run(["infer", "a.json", "--json"], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout.trimEnd()).not.toContain("\n");
  expect(JSON.parse(stdout)).toMatchObject({
    source: "a.json",
    rows: 1,
    complete: true,
    time: { field: "at", code: "timeParse(c.at)" },
    fields: [
      { name: "at", type: "string", nulls: 0, missing: 0 },
      { name: "n", type: "string", nulls: 1, notes: [{ code: "always_null" }] },
    ],
    input: expect.stringContaining('.input({\n  at: "string",'),
  });
  expect(stderr).toContain("1 row of 1 file (29 B) read: all there is");
});
