import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnv, TARGET_FILE, type Target } from "../target.ts";

/**
 * Writes where the server listens and its key into the data folder, in a file that only its owner reads, so that commands on
 * this machine find it. A key that was made at an earlier start is kept from there.
 *
 * @returns whether the file holds a key.
 */
export async function writeTarget(
  folder: string,
  { url, projectId, apiKey }: Omit<Target, "apiKey"> & { readonly apiKey: string | undefined },
): Promise<boolean> {
  const file = join(folder, TARGET_FILE);
  const earlier = await readEnv(file);
  const kept = earlier.STARFIX_PROJECT_ID === projectId ? earlier.STARFIX_API_KEY : undefined;
  const key = apiKey ?? kept;
  await rm(file, { force: true });
  const lines = [`STARFIX_URL=${url}`, `STARFIX_PROJECT_ID=${projectId}`, ...(key ? [`STARFIX_API_KEY=${key}`] : [])];
  await writeFile(file, `${lines.join("\n")}\n`, { mode: 0o600, flag: "wx" });
  return key !== undefined;
}
