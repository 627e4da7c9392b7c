import { randomUUID } from "node:crypto";
import type * as Api from "@starfix/server";
import type { KeyRecord, Store, Stored } from "@starfix/store";

const PROJECT_ID = "projectId";
/** How many keys are read at once. */
const PAGE = 100;

/** The id of the one project of a data folder, made when there is none. */
export async function projectIdOf(store: Store): Promise<string> {
  await store.settings.add(PROJECT_ID, randomUUID());
  const stored = await store.settings.get(PROJECT_ID);
  if (stored === undefined) throw new Error("the store lost the project id that it was given");
  return stored.record;
}

/** An API key that was made just now. */
export interface IssuedKey {
  readonly key: string;
  /** Takes it back. */
  revoke(): Promise<void>;
}

/** Makes an API key with all permissions when there is none yet, or when another one is wanted. */
export async function issueKey(
  { createApiKey, PERMISSIONS }: Pick<typeof Api, "createApiKey" | "PERMISSIONS">,
  store: Store,
  { another }: { readonly another: boolean },
): Promise<IssuedKey | undefined> {
  if (!another && (await store.keys.page({ limit: 1 })).items.length > 0) return undefined;
  const { id, key } = await createApiKey(store, { permissions: PERMISSIONS });
  return {
    key,
    revoke: async () => {
      const stored = await keyRecord(store, id);
      if (stored !== undefined) await store.keys.removeIf(stored.key, stored.revision);
    },
  };
}

async function keyRecord(store: Store, id: string): Promise<Stored<KeyRecord> | undefined> {
  let cursor: string | undefined;
  do {
    const page = await store.keys.page({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    const found = page.items.find(({ record }) => record.id === id);
    if (found !== undefined) return found;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return undefined;
}
