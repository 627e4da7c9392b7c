// Runs in a process of its own, whose files may not grow beyond a limit: the nearest thing to a full disk that needs no right.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { allRecords } from "@starfix/store";
import { openDuckDbStore } from "../open-duckdb-store.ts";

const [, , folder = ""] = process.argv;
const events: unknown[] = [];

function limitFiles(bytes: string): void {
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:unlimited`]);
}

/** What a call gave, or the name of its error. */
async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  return await call.catch((error: unknown) => (error instanceof Error ? error.name : "not an error"));
}

const store = await openDuckDbStore({ folder });
await store.settings.add("first", "one");
// The log grows to 16 MB; then its checkpoints find no space, and at last the log itself does not.
limitFiles("18000000");
let count = 0;
for (let outcome: unknown = true; outcome === true; count += 1) {
  outcome = await outcomeOf(store.settings.add(`key ${count}`, randomBytes(100_000).toString("hex")));
  if (outcome !== true) events.push(outcome);
}
events.push(statSync(join(folder, "store.duckdb.wal")).size > 16_000_000);
events.push(await store.settings.get(`key ${count - 1}`), (await store.settings.get("first"))?.record);
limitFiles("unlimited");
events.push(await store.settings.add("last", "space again"), await store.settings.replaceIf("first", 1, "two"));
await store.close();
const again = await openDuckDbStore({ folder });
// All but the one that was refused, and `first` and `last`.
events.push((await allRecords(again.settings)).length - count, (await again.settings.get("first"))?.record);
await again.close();
process.stdout.write(JSON.stringify(events));
