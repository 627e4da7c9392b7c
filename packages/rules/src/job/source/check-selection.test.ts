import type { AzureJobSource, S3JobSource } from "@starfix/schema";
import { expect, test } from "vitest";
import { demo, issuesOf, koalas, reading } from "../../testing/requests.ts";

test.each<[Partial<S3JobSource>, string]>([
  [
    {},
    "missing_selection /source: no objects are selected: expected one of uris, objects, prefixes, pattern, received none",
  ],
  [
    { uris: [], objects: [] },
    "missing_selection /source: no objects are selected: expected one of uris, objects, prefixes, pattern, received none",
  ],
  [
    { objects: ["a.json"], pattern: "*.json" },
    "several_selections /source/pattern: objects are selected in several ways: expected exactly one of uris, objects, prefixes, pattern, received objects and pattern",
  ],
  [
    { uris: ["https://x/y.json"] },
    'invalid_uri /source/uris/0: invalid URI: expected s3://<bucket>/<key>, received "https://x/y.json"',
  ],
  [
    { uris: ["s3://demo-bucket/"] },
    'invalid_uri /source/uris/0: invalid URI: expected s3://<bucket>/<key>, received "s3://demo-bucket/"',
  ],
  [
    { uris: ["s3://demo-bucket/a.json", "s3://other/a.json"] },
    'uri_of_another_bucket /source/uris/1: "s3://other/a.json" is out of reach: the connection reads only what begins with "s3://demo-bucket/"; name an object there, or use another connection',
  ],
  [
    { objects: [""] },
    "invalid_name /source/objects/0: invalid object: expected the key of an object, received an empty text",
  ],
  [
    { pattern: "" },
    "invalid_pattern /source/pattern: invalid pattern: expected a glob such as **.json, received an empty text",
  ],
  [
    { pattern: "{a" },
    'invalid_pattern /source/pattern: invalid pattern "{a": expected } to close the group that opens at position 1',
  ],
])("selection %j is refused", (change, want) => {
  expect(issuesOf(reading(change))).toEqual([want]);
});

test("an object outside of the prefix of the connection is out of reach", () => {
  const limited = { connections: [{ ...demo, prefix: "polaris-ingest/" }] };
  const advice =
    'is out of reach: the connection reads only keys that begin with "polaris-ingest/"; name objects below it, or make the prefix of the connection shorter';
  expect(issuesOf(koalas, limited)).toEqual([]);
  expect(issuesOf(reading({ uris: ["s3://demo-bucket/a.json"] }), limited)).toEqual([
    `outside_prefix /source/uris/0: "s3://demo-bucket/a.json" ${advice}`,
  ]);
  expect(issuesOf(reading({ objects: ["polaris-ingest/a.json", "a.json"] }), limited)).toEqual([
    `outside_prefix /source/objects/1: "a.json" ${advice}`,
  ]);
  expect(issuesOf(reading({ prefixes: ["pol", "x/"] }), limited)).toEqual([
    `outside_prefix /source/prefixes/1: "x/" ${advice}`,
  ]);
  expect(issuesOf(reading({ pattern: "**.json" }), limited)).toEqual([]);
  expect(issuesOf(reading({ pattern: "x/*.json" }), limited)).toEqual([
    `outside_prefix /source/pattern: "x/*.json" ${advice}`,
  ]);
});

test("blobs have URIs of azure", () => {
  const source = (uri: string): AzureJobSource => ({
    type: "azure",
    connectionName: "blobs",
    uris: [uri],
    inputSchema: [{ name: "timestamp", dataType: "string" }],
    formatSettings: { format: "nd-json" },
  });
  const job = (uri: string) => ({ ...koalas, mappings: (koalas.mappings ?? []).slice(0, 1), source: source(uri) });
  const known = { connections: [{ type: "azure", name: "blobs", container: "events" }] } as const;
  expect(issuesOf(job("azure://events/a"), known)).toEqual([]);
  expect(issuesOf(job("azure://other/a"), known)).toEqual([expect.stringMatching(/^uri_of_another_bucket /)]);
  expect(issuesOf(job("s3://events/a"), known)).toEqual([
    'uri_of_another_bucket /source/uris/0: "s3://events/a" is out of reach: the connection reads only what begins with "azure://events/"; name an object there, or use another connection',
  ]);
  expect(issuesOf(job("azure://other/a"))).toEqual([]);
  expect(issuesOf(job("s3://events/a"))).toEqual([
    'invalid_uri /source/uris/0: invalid URI: expected azure://<container>/<name>, received "s3://events/a"',
  ]);
});

test("what is selected twice is a warning at the later name, or the longer prefix", () => {
  const uri = (name: string): string => `s3://demo-bucket/${name}.json`;
  expect(issuesOf(reading({ uris: [uri("a"), uri("b")] }))).toEqual([]);
  expect(issuesOf(reading({ uris: [uri("a"), uri("b"), uri("a")] }))).toEqual([
    'selected_twice /source/uris/2: "s3://demo-bucket/a.json" is named twice, and its rows may be read twice: name it once',
  ]);
  expect(issuesOf(reading({ prefixes: ["b/", "a/b", "c"] }))).toEqual([]);
  expect(issuesOf(reading({ prefixes: ["a/b/", "b/", "a/", "b/"] }))).toEqual([
    'selected_twice /source/prefixes/0: "a/b/" begins with "a/", which is selected too, and its rows may be read twice: name only one of them',
    'selected_twice /source/prefixes/3: "b/" is named twice, and its rows may be read twice: name it once',
  ]);
});
