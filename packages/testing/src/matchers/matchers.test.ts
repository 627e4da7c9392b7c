import { batchJob, detailTable, max, s3Connection, secret, timeParse } from "@starfix/dsl";
import { expect, test } from "vitest";
import "../vitest.ts";

const base = s3Connection("demo-conn").bucket("demo-bucket").endpoint("s3.us-east-1.amazonaws.com");
const demo = base.role("arn:aws:iam::012345678901:role/demo-role");
const other = s3Connection("other-conn")
  .bucket("some-bucket")
  .region("us-east-1")
  .accessKey({ id: "AKIA", secret: secret("KEY") });
const table = detailTable("Koalas").columns({ city: "string" });
const unmapped = batchJob("koalas")
  .from(demo)
  .uris("s3://demo-bucket/demo.json")
  .input({ timestamp: "string", city: "string", session_length: "long" })
  .into("Koalas", { createIfMissing: true });
const koalas = unmapped.map((c) => ({ __time: timeParse(c.timestamp), longest: max(c.session_length) }));
const broken = unmapped.map({ city: '"city"' });

const BODY = {
  type: "batch",
  target: { type: "table", tableName: "Koalas" },
  createTableIfNotExists: true,
  source: {
    type: "s3",
    connectionName: "demo-conn",
    uris: ["s3://demo-bucket/demo.json"],
    inputSchema: [
      { name: "timestamp", dataType: "string" },
      { name: "city", dataType: "string" },
      { name: "session_length", dataType: "long" },
    ],
  },
  mappings: [
    { columnName: "__time", expression: 'TIME_PARSE("timestamp")' },
    { columnName: "longest", expression: 'MAX("session_length")', isAggregation: true },
  ],
};

/** The message of an assertion that fails. */
function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return expect.fail("the assertion held");
}

test("toCompileTo compares the whole body, or parts of it", () => {
  expect(koalas).toCompileTo(BODY);
  expect(koalas).toCompileTo(expect.objectContaining({ type: "batch" }));
  expect(koalas).not.toCompileTo({ ...BODY, createTableIfNotExists: false });
  expect(demo).toCompileTo({ ...BODY_OF_DEMO });
});

const BODY_OF_DEMO = {
  type: "s3",
  name: "demo-conn",
  bucket: "demo-bucket",
  awsEndpoint: "s3.us-east-1.amazonaws.com",
  awsAssumedRoleArn: "arn:aws:iam::012345678901:role/demo-role",
};

test("toCompileTo shows what differs", () => {
  const message = failure(() => expect(demo).toCompileTo({ ...BODY_OF_DEMO, bucket: "another" }));
  expect(message).toContain('expected connection "demo-conn" to compile to another body:');
  expect(message).toMatch(/- .*"bucket": "another"/);
  expect(message).toMatch(/\+ .*"bucket": "demo-bucket"/);
  expect(failure(() => expect(demo).not.toCompileTo(BODY_OF_DEMO))).toContain(
    'expected connection "demo-conn" not to compile to this body:',
  );
});

test("a definition that does not compile compiles neither to a body nor to another", () => {
  for (const assertion of [() => expect(broken).toCompileTo({}), () => expect(broken).not.toCompileTo({})]) {
    expect(failure(assertion)).toContain(
      'toCompileTo cannot be told: job "koalas" does not compile\n  missing_time: job "koalas": no mapping of __time',
    );
  }
});

test("each kind of definition is valid, or says why not", () => {
  expect(koalas).toBeValidJob();
  expect(demo).toBeValidConnection();
  expect(table).toBeValidTable();
  expect(broken).not.toBeValidJob();
  expect(unmapped).not.toBeValidJob();
  expect(base).not.toBeValidConnection();
  expect(table.patch((json) => ({ ...json, version: "x" as never }))).not.toBeValidTable();
  expect(failure(() => expect(broken).toBeValidJob())).toContain(
    'expected job "koalas" to compile\n  missing_time: job "koalas": no mapping of __time',
  );
  expect(failure(() => expect(unmapped).toBeValidJob())).toContain("incomplete_definition: ");
  expect(failure(() => expect(koalas).not.toBeValidJob())).toBe('expected job "koalas" not to compile');
});

test("a job without an id is as good as one with an id", () => {
  const anonymous = batchJob()
    .from(demo)
    .objects("a.json")
    .input({ t: "string" })
    .into("T")
    .map({ __time: 'TIME_PARSE("t")' });
  expect(anonymous).toBeValidJob();
  expect(failure(() => expect(anonymous).toCompileTo({}))).toContain("expected the job to compile to another body");
});

test("another kind of definition is a mistake of the test, whichever way it is asked", () => {
  for (const assertion of [() => expect(demo).toBeValidJob(), () => expect(demo).not.toBeValidJob()]) {
    expect(failure(assertion)).toBe('invalid toBeValidJob: expected a job, received connection "demo-conn"');
  }
  expect(failure(() => expect(base).toBeValidTable())).toContain("expected a table, received connection");
});

test("toReferTo finds connections, tables and secrets of the body", () => {
  expect(koalas).toReferTo(demo);
  expect(koalas).not.toReferTo(other);
  expect(koalas).toReferTo(table);
  expect(koalas).not.toReferTo(detailTable("Bears"));
  expect(other).toReferTo(secret("KEY"));
  expect(other).not.toReferTo(secret("ANOTHER_KEY"));
  expect(koalas).not.toReferTo(secret("KEY"));
  expect(failure(() => expect(koalas).toReferTo(other))).toBe(
    'expected job "koalas" to refer to connection:other-conn; it refers to connection:demo-conn, table:Koalas',
  );
  expect(failure(() => expect(other).not.toReferTo(secret("KEY")))).toBe(
    'expected connection "other-conn" not to refer to secret:KEY; it refers to secret:KEY',
  );
});

test.each<[string, () => void, string]>([
  [
    "a text",
    () => expect("koalas").toBeValidJob(),
    'expected a definition such as batchJob("koalas")…, received "koalas"',
  ],
  ["a node", () => expect(koalas.toNode()).toCompileTo({}), "received an object"],
  ["no JSON", () => expect(koalas).toCompileTo(null as never), "expected a JSON object, received null"],
  [
    "a job to refer to",
    () => expect(koalas).toReferTo(koalas),
    'expected a connection, a table or secret("NAME"), received a job',
  ],
  ["a name to refer to", () => expect(koalas).toReferTo("demo-conn" as never), 'received "demo-conn"'],
])("%s is refused", (_what, assertion, message) => {
  expect(failure(assertion)).toContain(message);
});
