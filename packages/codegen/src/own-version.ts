import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the running code, `dist` or `src`; package.json is in its parent. */
const own = fileURLToPath(new URL(".", import.meta.url));

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function readManifest(): Manifest {
  return createRequire(import.meta.url)("../package.json");
}

/** The version of this package. */
export function ownVersion(): string {
  return readManifest().version;
}

let fingerprint: Promise<string> | undefined;

/**
 * A hash of everything that affects the output besides the input: the code of this package, the versions of its dependencies,
 * and the version of Node.js.
 */
export function ownFingerprint(): Promise<string> {
  // Computed once: the loaded code does not change when its files do.
  fingerprint ??= readFingerprint();
  return fingerprint;
}

async function readFingerprint(): Promise<string> {
  const { version, dependencies } = readManifest();
  const hash = createHash("sha256").update(`${version}\n${process.version}\n`);
  const names = (await readdir(own, { recursive: true })).filter(isCode).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(own, name))));
  for (const [i, name] of names.entries()) hash.update(`${name}\n`).update(texts[i] ?? "");
  const versions = await Promise.all(Object.keys(dependencies).map(installedVersion));
  return hash.update(versions.join("\n")).digest("hex");
}

function isCode(name: string): boolean {
  return /\.[jt]s$/.test(name) && !/\.(?:d|test)\.ts$/.test(name);
}

/** The version of a package as resolved from this module. */
async function installedVersion(name: string): Promise<string> {
  for (let folder = own; ; folder = dirname(folder)) {
    const text = await readFile(join(folder, "node_modules", name, "package.json"), "utf8").catch(() => undefined);
    if (text !== undefined) return `${name} ${/"version"\s*:\s*"([^"]*)"/.exec(text)?.[1]}`;
    if (folder === dirname(folder)) return `${name} absent`;
  }
}
