import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDb, openDuckDbStore } from "@starfix/engine-duckdb";
import { createApiKey, createServer, listen, PERMISSIONS } from "@starfix/server";

/** A running server of ours, and what a client needs of it. */
export interface OwnServer extends AsyncDisposable {
  readonly url: string;
  readonly projectId: string;
  readonly apiKey: string;
}

/** Starts the server with a database of its own; `demo-bucket` has one object, `koalas.json`, of three rows. */
export async function startOwnServer(): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), "client-server-"));
  const bucket = join(folder, "bucket");
  await mkdir(bucket);
  const rows = ["Sydney", "Perth", "Sydney"].map((city, hour) => ({ at: `2024-03-01T0${hour}:00:00Z`, city }));
  await writeFile(join(bucket, "koalas.json"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const data = { folder: join(folder, "data") };
  const store = await openDuckDbStore(data);
  const engine = await openDuckDb(data);
  const projectId = "efebfbc4-79fe-41f8-beb9-b399c1584e28";
  const server = createServer({
    engine,
    store,
    projectId,
    buckets: new Map([["demo-bucket", bucket]]),
    s3Endpoints: [],
    encryptionKey: new Uint8Array(32).fill(7),
  });
  const { key } = await createApiKey(store, { permissions: PERMISSIONS });
  const listening = await listen(server, { port: 0 });
  return {
    url: listening.url,
    projectId,
    apiKey: key,
    [Symbol.asyncDispose]: async () => {
      await listening.close();
      await engine.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
