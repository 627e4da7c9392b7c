import { gzipSync } from "node:zlib";
import { measuredRow, type ResultRow } from "../result-row.ts";
import { BUDGETS } from "./budgets.ts";
import { bundle } from "./bundle.ts";
import type { Subject } from "./subjects.ts";

const ROWS = [
  ["client.size.jobs-and-connections", "jobsAndConnections"],
  ["client.size.all", "all"],
] as const;

/** What a bundle weighs, minified and gzipped. */
export async function sizeRows(subjects: readonly Subject[], folder: string): Promise<readonly ResultRow[]> {
  const rows: ResultRow[] = [];
  for (const [name, text] of ROWS) {
    const sizes = new Map<string, number>();
    for (const subject of subjects) {
      const bytes = await bundle(subject[text], folder, { minify: true });
      sizes.set(subject.name, gzipSync(bytes, { level: 9 }).byteLength);
    }
    const { starfix = 0, ...peers } = Object.fromEntries(sizes);
    const notes = ["ours has retries, timeouts, paging, waiting, uploads and rows in it; the peers send a request"];
    rows.push(measuredRow({ name, value: starfix, unit: "B", budget: BUDGETS.get(name), peers, notes }));
  }
  return rows;
}
