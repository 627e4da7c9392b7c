import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { excess, type Footprint, footprints, formatFootprint } from "./footprint.ts";
import { readInstalled } from "./installed.ts";

const dsl: Footprint = { name: "dsl", only: ["dsl", "zod"], heavy: [] };
const cli: Footprint = { name: "cli", heavy: ["@duckdb/"] };

test("a package brings what is listed, and no other", () => {
  expect(excess(dsl, ["dsl", "zod"])).toEqual([]);
  expect(excess(dsl, ["dsl", "left-pad", "zod"])).toEqual(["left-pad"]);
});

test("a package without a list brings anything but what is heavy and not said", () => {
  expect(excess(cli, ["cli", "@duckdb/node-api", "left-pad"])).toEqual([]);
  expect(excess(cli, ["cli", "@aws-sdk/client-s3", "ts-morph"])).toEqual(["@aws-sdk/client-s3", "ts-morph"]);
});

test("no package that a project of definitions installs may bring what is heavy", () => {
  for (const name of ["@starfix/dsl", "starfix", "@starfix/testing", "@starfix/client"]) {
    const footprint = footprints.find((candidate) => candidate.name === name);
    if (footprint === undefined) throw new Error(`${name} has no footprint`);
    const heavy = ["@aws-sdk/client-s3", "@duckdb/node-api", "ts-morph"];
    expect(excess(footprint, [name, ...heavy])).toEqual(heavy);
  }
});

test("what is installed is measured with the packages inside packages, each once", async () => {
  const root = await mkdtemp(join(tmpdir(), "starfix-installed-"));
  const write = async (path: string, bytes: number): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), "x".repeat(bytes));
  };
  await write("node_modules/dsl/index.js", 1000);
  await write("node_modules/dsl/node_modules/zod/index.js", 2000);
  await write("node_modules/zod/deep/index.js", 4000);
  await write("node_modules/@duckdb/node-api/index.js", 8000);
  await write("node_modules/.package-lock.json", 16_000);
  await mkdir(join(root, "node_modules/.bin"));
  await symlink("../dsl/index.js", join(root, "node_modules/.bin/dsl"));
  const installed = await readInstalled(root);
  await rm(root, { recursive: true });
  expect(installed.names).toEqual(["@duckdb/node-api", "dsl", "zod"]);
  expect([installed.bytes, installed.bytesOf("zod"), installed.bytesOf("@duckdb/")]).toEqual([15_000, 6000, 8000]);
  expect(formatFootprint({ ...dsl, heavy: ["@duckdb/"] }, installed, 500)).toBe(
    "dsl: 1 kB packed, 1 kB unpacked; installed 15 kB: @duckdb/node-api, dsl, zod, of which @duckdb 8 kB, none of it optional",
  );
});
