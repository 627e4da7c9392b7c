import { readdir, readFile } from "node:fs/promises";
import { operations } from "@starfix/schema/operations";
import { expect, test } from "vitest";
import * as client from "./index.ts";

test("the public names are the operations of the contract and these", () => {
  const own = [
    "ConnectionLostError",
    "JobFailedError",
    "NetworkError",
    "PolarisError",
    "createClient",
    "jobProblem",
    "waitForJob",
  ];
  expect(Object.keys(client).sort()).toEqual([...own, ...Object.keys(operations)].sort());
});

test("the client runs wherever fetch is: it imports nothing but itself and the operations", async () => {
  const sources = await Promise.all(
    (await readdir(import.meta.dirname))
      .filter((name) => !/\.test(-d)?\.ts$/.test(name))
      .map((name) => readFile(`${import.meta.dirname}/${name}`, "utf8")),
  );
  const imports = [...sources.join("\n").matchAll(/^(?:import|export) (?!type )[^;]*? from "([^"]+)";/gm)];
  const outside = new Set(imports.map(([, target]) => target).filter((target) => !target?.startsWith("./")));
  expect([...outside]).toEqual(["@starfix/schema/operations"]);
});
