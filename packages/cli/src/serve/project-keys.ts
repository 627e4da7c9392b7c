import { randomUUID } from "node:crypto";
import type { Store } from "@starfix/engine";
import type * as Api from "@starfix/server";

const PROJECT_ID = "projectId";

/** The id of the one project of a data folder, made when there is none. */
export async function projectIdOf(store: Store): Promise<string> {
  await store.settings.add(PROJECT_ID, randomUUID());
  const projectId = await store.settings.get(PROJECT_ID);
  if (projectId === undefined) throw new Error("the store lost the project id that it was given");
  return projectId;
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
  if (!another && (await store.keys.list()).length > 0) return undefined;
  const { id, key } = await createApiKey(store, { permissions: PERMISSIONS });
  return {
    key,
    revoke: async () => {
      const record = (await store.keys.list()).find((candidate) => candidate.id === id);
      if (record !== undefined) await store.keys.remove(record.hash);
    },
  };
}
