import type { DataFormatSettings, S3JobSource } from "@starfix/schema";
import { expect, test } from "vitest";
import { demo, issuesOf, reading } from "../../testing/requests.ts";

test.each<[Partial<S3JobSource>, readonly string[]]>([
  [
    { objects: ["S3://demo-bucket/a.json"] },
    [
      'uri_as_key /source/objects/0: invalid object: expected a key such as polaris-ingest/demo-file.json.gz, received "S3://demo-bucket/a.json"; the bucket is that of the connection',
    ],
  ],
  [
    { prefixes: ["a/", "https://demo-bucket.s3.amazonaws.com/b/"] },
    [
      'uri_as_key /source/prefixes/1: invalid prefix: expected the beginning of keys such as polaris-ingest/, received "https://demo-bucket.s3.amazonaws.com/b/"; the bucket is that of the connection',
    ],
  ],
  [
    { pattern: "s3://demo-bucket/**.json" },
    [
      'uri_as_key /source/pattern: invalid pattern: expected a glob over keys such as polaris-ingest/*.json.gz, received "s3://demo-bucket/**.json"; the bucket is that of the connection',
    ],
  ],
  [
    { prefixes: ["//a/"] },
    [
      'leading_slash /source/prefixes/0: prefix begins with a slash, and keys of S3 seldom do: expected "a/", received "//a/"',
    ],
  ],
  [
    { pattern: "/a/*.json" },
    [
      'leading_slash /source/pattern: pattern begins with a slash, and keys of S3 seldom do: expected "a/*.json", received "/a/*.json"',
    ],
  ],
  [
    { uris: ["s3://demo-bucket/{a,b}/x.json", "s3://demo-bucket/a.json"] },
    [
      'wildcard_in_name /source/uris/0: URI "s3://demo-bucket/{a,b}/x.json" is taken as written, and its wildcards match nothing: expected pattern, for a glob over keys',
    ],
  ],
  [
    { prefixes: ["a/*"] },
    [
      'wildcard_in_name /source/prefixes/0: prefix "a/*" is taken as written, and its wildcards match nothing: expected pattern, for a glob over keys',
    ],
  ],
  [
    { uris: ["s3://demo-bucket/a/"] },
    [
      'names_a_folder /source/uris/0: URI "s3://demo-bucket/a/" names a folder, which has no records of its own: expected prefixes, for all objects in it',
    ],
  ],
  [
    { objects: ["a.tar.gz", "b.TGZ", "c.json.lz4"] },
    ["a.tar.gz", "b.TGZ", "c.json.lz4"].map(
      (name, index) =>
        `unread_extension /source/objects/${index}: the service does not read such files: expected a file as it is, or compressed as .gz, .bz2, .sz, .xz or .zst, received "${name}"`,
    ),
  ],
  [
    { pattern: "**.parquet" },
    [
      'format_against_name /source/pattern: "**.parquet" is read as nd-json, and its name says otherwise: expected parquet',
    ],
  ],
])("%j is found by its text", (change, want) => {
  expect(issuesOf(reading(change))).toEqual(want);
});

test.each<Partial<S3JobSource>>([
  { objects: ["a:b/c.json", "[draft] a.json", "tarzan", "a.log"] },
  { prefixes: ["a", "b.zip/"] },
  { pattern: "{a,b}/**.json.zst" },
  { uris: ["s3://demo-bucket/a b.jsonl"] },
])("%j is a name like others", (change) => {
  const wildcard = change.objects ? ["wildcard_in_name"] : [];
  expect(issuesOf(reading(change)).map((text) => text.split(" ")[0])).toEqual(wildcard);
});

test.each<[DataFormatSettings, readonly string[]]>([
  [{ format: "csv" }, ['"a.tsv" is read as csv, and its name says otherwise: expected csv with delimiter "\\t"']],
  [{ format: "csv", delimiter: "|" }, []],
  [{ format: "csv", delimiter: "\t" }, []],
])("a.tsv read as %j", (formatSettings, want) => {
  expect(issuesOf(reading({ objects: ["a.tsv"], formatSettings }))).toEqual(
    want.map((text) => `format_against_name /source/objects/0: ${text}`),
  );
});

test.each([
  ["*/2026/*.json", false],
  ["polaris-ingest/**.json", false],
  ["{koalas,polaris-ingest}/2026/*.json", false],
  ["*.json", true],
  ["*/2025/*.json", true],
  ["[a-c]*/2026/*.json", true],
])("pattern %s below a prefix is out of reach: %s", (pattern, outside) => {
  const limited = { connections: [{ ...demo, prefix: "polaris-ingest/2026/" }] };
  expect(issuesOf(reading({ pattern }), limited).map((text) => text.split(" ")[0])).toEqual(
    outside ? ["outside_prefix"] : [],
  );
});
