import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { registryConfig } from "./registry-config.ts";

/** A package registry of one's own, on loopback. */
export interface Registry extends AsyncDisposable {
  /** With a slash at the end. */
  readonly url: string;
  /** The lines of an `.npmrc` that send npm and pnpm here, and let them publish. */
  readonly npmrc: string;
}

/** What {@link startRegistry} needs. */
export interface RegistryOptions {
  /** Where it keeps what is published and what it passes on. */
  readonly folder: string;
  /** Names that are ours: never asked for elsewhere. */
  readonly own: readonly string[];
  /** The registry that has everything else. */
  readonly upstream: string;
}

/** Starts Verdaccio and waits until it answers. Disposing of it ends it. */
export async function startRegistry({ folder, own, upstream }: RegistryOptions): Promise<Registry> {
  const port = await freePort();
  const config = join(folder, "verdaccio.json");
  await writeFile(config, JSON.stringify(registryConfig(folder, own, upstream), null, 2));
  const bin = join(dirname(createRequire(import.meta.url).resolve("verdaccio/package.json")), "bin/verdaccio");
  const child = spawn(process.execPath, [bin, "--config", config, "--listen", `http://127.0.0.1:${port}`], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(join(folder, "verdaccio.log"));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const url = `http://127.0.0.1:${port}/`;
  try {
    await answers(`${url}-/ping`, child);
  } catch (error) {
    await end(child);
    throw error;
  }
  return {
    url,
    // Any client may publish; npm sends nothing without a token, and accepts any.
    npmrc: `registry=${url}\n//127.0.0.1:${port}/:_authToken=rehearsal\n`,
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the registry ended with status ${child.exitCode} before it answered`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`the registry did not answer at ${url} within a minute`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  // It keeps idle connections open.
  const kill = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(kill);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port on loopback is free");
  return address.port;
}
