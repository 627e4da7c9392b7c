import { expect, test } from "vitest";
import * as engine from "./index.ts";

test("the public names are these", () => {
  expect(Object.keys(engine).sort()).toMatchInlineSnapshot(`
    [
      "BucketError",
      "GlobSyntaxError",
      "QueryRefusedError",
      "ReadError",
      "UnreadableValueError",
      "WholeDouble",
      "allowedEndpoint",
      "coerce",
      "columnReader",
      "compileGlob",
      "formatDouble",
      "isAllowedEndpoint",
      "isReadable",
      "localBucket",
      "openRecords",
      "parseDouble",
      "parseRecord",
      "planJob",
      "readableDataTypes",
      "regionOfEndpoint",
      "s3Bucket",
      "selectObjects",
    ]
  `);
});
