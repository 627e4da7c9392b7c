import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeConformance } from "@starfix/store/conformance";
import { afterAll, describe, test } from "vitest";
import { openDuckDbStore } from "./open-duckdb-store.ts";

const root = mkdtempSync(join(tmpdir(), "starfix-store-"));
afterAll(() => rmSync(root, { recursive: true }));

describe("in memory", () => {
  const cases = storeConformance(({ clock }) => openDuckDbStore({ memory: true }, { clock }), {
    reopens: false,
    jobs: 40,
    records: 520,
  });
  for (const { name, run } of cases) test(name, run);
});

describe("in a file", () => {
  const open = ({ clock, place }: { clock: () => Date; place: string }) =>
    openDuckDbStore({ folder: join(root, place) }, { clock });
  for (const { name, run } of storeConformance(open, { jobs: 60, records: 520 })) test(name, run);
});
