import type { OldRecord } from "./record-kind.ts";

const OWN = new Set([
  "name",
  "type",
  "secrets",
  "submittedByUser",
  "submittedOnTimestamp",
  "modifiedByUser",
  "modifiedOnTimestamp",
]);

/** From format 1: what is of the connection's type moves into `members`. */
export function migrateConnection(record: OldRecord): OldRecord {
  const entries = Object.entries(record);
  const own = Object.fromEntries(entries.filter(([name]) => OWN.has(name)));
  return { ...own, members: Object.fromEntries(entries.filter(([name]) => !OWN.has(name))) };
}
