import { expect, test } from "vitest";
import * as conformance from "./conformance.ts";
import * as driver from "./driver.ts";
import * as store from "./index.ts";

test("the public names are these", () => {
  expect([store, driver, conformance].map((entry) => Object.keys(entry).sort().join(" "))).toMatchInlineSnapshot(`
    [
      "StoreFailedError StoreFullError allRecords createMemoryStore isUnfinished updateRecord",
      "JOB_KIND RECORD_KINDS UNFINISHED formatCursor formatOf indexRecord migrateRecord parsePageQuery",
      "sampleConnection sampleJob sampleKey sampleTable simulateRunners storeConformance",
    ]
  `);
});
