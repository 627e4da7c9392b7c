// Adds settings until it is killed, and writes a line for each that is settled.
import { openDuckDbStore } from "../open-duckdb-store.ts";

const [, , folder = ""] = process.argv;
const store = await openDuckDbStore({ folder });
await store.jobs.claim("killed", 3_600_000);
for (let number = 0; ; number += 1) {
  await store.settings.add(`key ${number}`, "x".repeat(1000));
  process.stdout.write(`${number}\n`);
}
