import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

/** Starts a script of this folder from its source. */
export function runChild(script: URL, args: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  const flags = ["--conditions=@starfix/source", "--import", "tsx"];
  return spawn(process.execPath, [...flags, fileURLToPath(script), ...args], { stdio: ["ignore", "pipe", "inherit"] });
}
