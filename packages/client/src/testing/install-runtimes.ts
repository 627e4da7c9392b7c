import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findCommand } from "./find-browser.ts";

export type Runtime = "bun" | "deno";

const FOLDER = join(import.meta.dirname, "../../runtimes");

/** Each runtime is one file of a package that is named after the machine. */
const FILES: Readonly<Record<Runtime, string>> = {
  bun: `@oven/bun-${process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}/bin/bun`,
  deno: `@deno/${process.platform}-${process.arch}${process.platform === "linux" ? "-glibc" : ""}/deno`,
};

/**
 * Where the runtimes are: in `runtimes/node_modules`, into which they are installed as its lockfile has them, or among
 * the commands of this machine; for those that are nowhere, why.
 */
export function installRuntimes(): Readonly<Record<Runtime, { readonly path: string } | { readonly missing: string }>> {
  const pathOf = (runtime: Runtime): string => join(FOLDER, "node_modules", FILES[runtime]);
  const isThere = (["bun", "deno"] as const).every((runtime) => existsSync(pathOf(runtime)));
  const problem = isThere ? "" : install();
  const find = (runtime: Runtime): { readonly path: string } | { readonly missing: string } => {
    const path = existsSync(pathOf(runtime)) ? pathOf(runtime) : findCommand([runtime]);
    return path === undefined ? { missing: problem || `no ${runtime} for this machine` } : { path };
  };
  return { bun: find("bun"), deno: find("deno") };
}

/** Installs with the pinned pnpm; what went wrong, or an empty text. */
function install(): string {
  const root = JSON.parse(readFileSync(join(FOLDER, "../../../package.json"), "utf8"));
  const { status, error, stdout } = spawnSync(
    "npx",
    ["--yes", String(root.packageManager), "install", "--frozen-lockfile", "--ignore-scripts"],
    { cwd: FOLDER, encoding: "utf8", timeout: 100_000 },
  );
  if (status === 0) return "";
  return `could not be installed: ${error?.message ?? stdout.trim().split("\n").at(-1)}`;
}
