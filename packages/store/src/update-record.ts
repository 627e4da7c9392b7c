import type { Records, Stored } from "./store.ts";

/**
 * Changes a record from its newest revision, again when another writer came first. `change` gives the new record, or
 * undefined to leave it. Gives the record as it is then; undefined when there is none of this key.
 *
 * @example
 * await updateRecord(store.jobs, id, (job) => ({ ...job, desiredExecutionStatus: "canceled" }));
 */
export async function updateRecord<TRecord>(
  records: Pick<Records<TRecord>, "get" | "replaceIf">,
  key: string,
  change: (record: TRecord) => TRecord | undefined,
): Promise<Stored<TRecord> | undefined> {
  for (;;) {
    const stored = await records.get(key);
    const record = stored === undefined ? undefined : change(stored.record);
    if (stored === undefined || record === undefined) return stored;
    const revision = await records.replaceIf(key, stored.revision, record);
    if (revision !== undefined) return { key, revision, record };
  }
}
