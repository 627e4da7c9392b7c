import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundle } from "./testing/bundle.ts";

/** What a bundle may weigh, minified and gzipped. 12 kB is the promise; the rest of it is kept for the contract to grow. */
const LIMIT = 12_000;

test.each([
  ["a client with all operations", 'export { createClient } from "./index.ts";', 11_000],
  [
    "connections and jobs in their groups",
    'export { connectionsGroup, createTransport, jobsGroup, waitForJob } from "./index.ts";',
    8_500,
  ],
  ["two operations", 'export { createTransport, getJob, listConnections } from "./index.ts";', 7_000],
])("%s is within its bytes", async (_, text, budget) => {
  const { bytes } = await bundle(text);
  const size = gzipSync(bytes, { level: 9 }).byteLength;
  expect(size).toBeLessThanOrEqual(Math.min(budget, LIMIT));
  // A bundle of half the size has lost something.
  expect(size).toBeGreaterThan(budget / 2);
});
