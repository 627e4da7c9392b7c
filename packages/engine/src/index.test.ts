import { expect, test } from "vitest";
import * as engine from "./index.ts";

test("the public names are these", () => {
  expect(Object.keys(engine).sort()).toMatchInlineSnapshot(`
    [
      "BucketError",
      "QueryRefusedError",
      "ReadError",
      "UnreadableValueError",
      "WholeDouble",
      "allowedEndpoint",
      "coerce",
      "columnReader",
      "formatDouble",
      "isAllowedEndpoint",
      "isReadable",
      "localBucket",
      "locationOpener",
      "openRecords",
      "parseDouble",
      "parseRecord",
      "readableDataTypes",
      "regionOfEndpoint",
      "runIdOf",
      "s3Bucket",
      "selectObjects",
    ]
  `);
});
