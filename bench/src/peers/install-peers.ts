import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BENCH, ROOT } from "../paths.ts";

/** Installs what `bench/pnpm-lock.yaml` names, with the pinned pnpm, unless that is there already. */
export function installPeers(): void {
  const read = (path: string): string => readFileSync(path, "utf8");
  const stamp = join(BENCH, "node_modules/.starfix-setup");
  const wanted = createHash("sha256")
    .update(read(join(BENCH, "pnpm-lock.yaml")) + read(join(BENCH, "pnpm-workspace.yaml")) + process.version)
    .digest("hex");
  if (existsSync(stamp) && read(stamp) === wanted) return;
  const { packageManager } = JSON.parse(read(join(ROOT, "package.json")));
  const { status, error } = spawnSync("npx", ["--yes", packageManager, "install", "--frozen-lockfile"], {
    cwd: BENCH,
    // stdout is the report's.
    stdio: ["ignore", 2, 2],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`the peers could not be installed: ${packageManager} ended with status ${status}`);
  writeFileSync(stamp, wanted);
}
