import { randomUUID } from "node:crypto";
import { mkdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "../user-error.ts";
import type { CodegenConfig } from "./define-config.ts";
import { guardConfig } from "./guard-config.ts";
import { parseConfig } from "./parse-config.ts";

/** A loaded configuration. */
export interface LoadedConfig {
  /** The settings of each document. */
  readonly entries: readonly CodegenConfig[];
  /** Absolute paths of the configuration file and the files it imports. */
  readonly inputs: readonly string[];
  /** Whether its result depends on these files alone. */
  readonly selfContained: boolean;
}

/**
 * Loads a configuration: JSON, or a module in JavaScript or TypeScript with a default export. Each call runs it again.
 *
 * @param path Absolute path of the file.
 * @param cwd Folder that paths in messages are relative to.
 * @throws UserError that begins with the path of the file, for any error in it.
 */
export async function loadConfig(path: string, cwd: string): Promise<LoadedConfig> {
  const label = relative(cwd, path);
  if (path.endsWith(".json")) {
    return { entries: parseConfig(await readJson(path, label), label), inputs: [path], selfContained: true };
  }
  const { bundleConfig } = await import("./bundle-config.ts");
  const { code, inputs, selfContained } = await bundleConfig(path, cwd);
  const entries = parseConfig(await runModule(code, label), label);
  return { entries: entries.map((entry) => guardConfig(entry, label)), inputs, selfContained };
}

async function readJson(path: string, label: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new UserError(`${label}: expected JSON, received ${messageOf(error)}`, { cause: error });
  }
}

/** Runs code as a module and returns its default export. */
async function runModule(code: string, label: string): Promise<unknown> {
  const folder = join(await realpath(tmpdir()), `starfix-codegen-${randomUUID()}`);
  const file = join(folder, "config.mjs");
  await mkdir(folder);
  try {
    await writeFile(file, code);
    const module: { readonly default?: unknown } = await import(/* @vite-ignore */ pathToFileURL(file).href);
    return module.default;
  } catch (error) {
    throw new UserError(`${label}: expected settings, received an error: ${messageOf(error)}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
