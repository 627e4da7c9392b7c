import { Readable } from "node:stream";
import type { ObjectSelection } from "@starfix/rules";
import fc from "fast-check";
import { expect, test } from "vitest";
import fixture from "../../fixtures/object-selection.json" with { type: "json" };
import type { Bucket } from "../bucket.ts";
import type { SourceObject } from "../engine.ts";
import { selectObjects } from "./select-objects.ts";

const { signal } = new AbortController();

interface ListedBucket extends Bucket {
  readonly listed: string[];
}

function bucketOf(name: string, keys: readonly string[], empty: readonly string[] = []): ListedBucket {
  const objects = [...keys, ...empty].sort().map(
    (key): SourceObject => ({
      key,
      size: empty.includes(key) ? 0 : 3,
      location: { kind: "file", path: `/${key}`, bucket: `s3://${name}` },
      open: async () => Readable.from(["{}\n"]),
    }),
  );
  const listed: string[] = [];
  return {
    name: `s3://${name}`,
    listed,
    async *list(prefix) {
      listed.push(prefix);
      yield* objects.filter((object) => object.key.startsWith(prefix));
    },
    find: async (key) => objects.find((object) => object.key === key),
    test: async () => {},
  };
}

async function select(bucket: Bucket, selection: ObjectSelection, prefix?: string) {
  const selected = await selectObjects(bucket, selection, { prefix }, signal);
  return "objects" in selected
    ? { keys: selected.objects.map((object) => object.key) }
    : { issues: selected.issues.map(({ code, message }) => `${code}: ${message}`) };
}

const zoo = bucketOf("zoo", fixture.objects, ["penguins/empty.json", "penguins/"]);

function selectionOf(equal: Record<string, unknown>): ObjectSelection {
  const [kind = ""] = Object.keys(equal);
  // The fixture names the ways as the request does.
  return { kind, ...equal } as unknown as ObjectSelection;
}

test.each(fixture.equivalent)("%j selects the four objects of the guide", async (equal) => {
  expect(await select(zoo, selectionOf(equal))).toEqual({ keys: fixture.objects });
});

test("a connection's prefix leaves only what lies under it", async () => {
  const { objects, prefix, available } = fixture.prefixOfAConnection;
  const bucket = bucketOf("zoo", objects);
  expect(await select(bucket, { kind: "pattern", pattern: "**" }, prefix)).toEqual({ keys: available });
  expect(await select(bucket, { kind: "prefixes", prefixes: [""] }, prefix)).toEqual({ keys: available });
  expect(await select(bucket, { kind: "prefixes", prefixes: ["projectA/file02"] }, prefix)).toEqual({
    keys: ["projectA/file02.json"],
  });
  const refused = 'is out of reach: the connection is limited to keys that begin with "projectA/"';
  expect(await select(bucket, { kind: "objects", objects: ["projectB/file01.json"] }, prefix)).toEqual({
    issues: [`outside_prefix: "projectB/file01.json" ${refused}`],
  });
  expect(await select(bucket, { kind: "pattern", pattern: "projectB/*" }, prefix)).toEqual({
    issues: [`outside_prefix: "projectB/*" ${refused}`],
  });
  expect(bucket.listed.every((listed) => listed.startsWith(prefix))).toBe(true);
});

test("uris and objects keep their order, and each object comes once", async () => {
  expect(
    await select(zoo, {
      kind: "objects",
      objects: ["penguins/gentoo.json", "penguins/emperor.json", "penguins/gentoo.json"],
    }),
  ).toEqual({ keys: ["penguins/gentoo.json", "penguins/emperor.json"] });
  expect(await select(zoo, { kind: "prefixes", prefixes: ["penguins/e", "penguins/"] })).toEqual({
    keys: ["penguins/emperor.json", "penguins/adelaide.json", "penguins/chinstrap.json", "penguins/gentoo.json"],
  });
});

test("everything that is not there is named", async () => {
  expect(
    await select(zoo, {
      kind: "uris",
      uris: ["s3://zoo/penguins/emperor.json", "s3://zoo/x.json", "s3://farm/y.json"],
    }),
  ).toEqual({
    issues: [
      'missing_object: no object "x.json" in bucket s3://zoo',
      'invalid_selection: invalid object URI: expected s3://zoo/<key>, received "s3://farm/y.json"',
    ],
  });
  expect(await select(zoo, { kind: "prefixes", prefixes: ["lions/", "penguins/empty"] })).toEqual({
    issues: [
      'no_match: no object with data under prefix "lions/" in bucket s3://zoo',
      'no_match: no object with data under prefix "penguins/empty" in bucket s3://zoo',
    ],
  });
  expect(await select(zoo, { kind: "pattern", pattern: "*.json" })).toEqual({
    issues: [
      'no_match: no object with data matches pattern "*.json" in bucket s3://zoo; * stays within one level, ** crosses levels',
    ],
  });
  expect(await select(zoo, { kind: "pattern", pattern: "penguins/{a" })).toEqual({
    issues: [
      'invalid_selection: invalid pattern "penguins/{a": expected } to close the group that opens at position 10',
    ],
  });
});

test("a pattern lists only under its literal head", async () => {
  const bucket = bucketOf("zoo", fixture.objects);
  await select(bucket, { kind: "pattern", pattern: "penguins/e*.json" });
  expect(bucket.listed).toEqual(["penguins/e"]);
});

test("prefixes select what startsWith selects, once", async () => {
  const key = fc.array(fc.constantFrom("a", "b", "/"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { minLength: 1 }),
      fc.array(key, { minLength: 1, maxLength: 3 }),
      async (keys, prefixes) => {
        const selected = await select(bucketOf("zoo", keys), { kind: "prefixes", prefixes });
        const wanted = keys.filter((one) => prefixes.some((prefix) => one.startsWith(prefix)));
        const all = prefixes.every((prefix) => keys.some((one) => one.startsWith(prefix)));
        expect(all ? selected.keys?.toSorted() : selected.issues?.length).toEqual(
          all ? wanted.toSorted() : selected.issues?.length,
        );
        expect(all).toBe(selected.keys !== undefined);
      },
    ),
  );
});
