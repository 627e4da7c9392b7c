import { randomBytes, randomUUID } from "node:crypto";
import { openDuckDb, openDuckDbStore } from "@starfix/engine-duckdb";
import { createApiKey, createServer, listen, PERMISSIONS } from "@starfix/server";

/** A real server with DuckDB in memory, and the environment that `apply` finds it by. */
export interface MemoryServer extends AsyncDisposable {
  readonly env: { readonly STARFIX_URL: string; readonly STARFIX_PROJECT_ID: string; readonly STARFIX_API_KEY: string };
}

export async function memoryServer(bucketFolder: string): Promise<MemoryServer> {
  const store = await openDuckDbStore({ memory: true });
  const engine = await openDuckDb({ memory: true });
  const { key } = await createApiKey(store, { permissions: PERMISSIONS });
  const projectId = randomUUID();
  const buckets = new Map([["demo-bucket", bucketFolder]]);
  const server = createServer({ engine, store, projectId, buckets, s3Endpoints: [], encryptionKey: randomBytes(32) });
  const listening = await listen(server, { port: 0 });
  return {
    env: { STARFIX_URL: listening.url, STARFIX_PROJECT_ID: projectId, STARFIX_API_KEY: key },
    async [Symbol.asyncDispose]() {
      await listening.close();
      await engine.close();
      await store.close();
    },
  };
}
