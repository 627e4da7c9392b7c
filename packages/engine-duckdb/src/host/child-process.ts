import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type ChildReply, type ChildRequest, receivedError, SETTINGS_VARIABLE } from "./protocol.ts";

/** Memory of JavaScript in the child, in megabytes. What DuckDB takes has a limit of its own. */
const MEMORY_LIMIT = 1024;

/** The child process ended while it was asked something. What it ran was not committed, or can be observed. */
export class ChildEndedError extends Error {
  constructor(how: string) {
    super(`the process of the embedded engine ended (${how})`);
    this.name = "ChildEndedError";
  }
}

type Settle = { readonly resolve: (reply: ChildReply) => void; readonly reject: (error: Error) => void };

/** Messages to and from one child process. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Settle>();
  readonly #onEvent: (reply: ChildReply) => void;
  readonly ended: Promise<string>;
  #isEnded = false;

  private constructor(child: ChildProcess, onEvent: (reply: ChildReply) => void) {
    this.#child = child;
    this.#onEvent = onEvent;
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        this.#isEnded = true;
        for (const { reject } of this.#waiting.values()) reject(new ChildEndedError(how));
        this.#waiting.clear();
        resolve(how);
      };
      child.once("exit", (code, signal) => end(signal ?? `exit code ${code}`));
      child.once("error", (error) => end(error.message));
    });
    child.on("message", (reply: ChildReply) => this.#receive(reply));
  }

  /** Starts a child that opens the database of a folder, and waits until it has. */
  static async start(folder: string, onEvent: (reply: ChildReply) => void): Promise<EngineProcess> {
    const { entry, execArgv } = childEntry();
    const child = fork(entry, [], {
      serialization: "advanced",
      execArgv: [...execArgv, `--max-old-space-size=${MEMORY_LIMIT}`],
      env: { ...process.env, NODE_OPTIONS: "", [SETTINGS_VARIABLE]: JSON.stringify({ folder }) },
    });
    const first = new Promise<ChildReply>((resolve) => child.once("message", resolve));
    const engine = new EngineProcess(child, onEvent);
    const reply = await Promise.race([first, engine.ended]);
    if (typeof reply === "string") throw new Error(`the process of the embedded engine did not start (${reply})`);
    if (reply.kind === "refused") {
      await engine.ended;
      throw await receivedError(reply.error);
    }
    // An idle engine does not keep the process of its owner alive.
    child.unref();
    child.channel?.unref();
    return engine;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  send(request: ChildRequest): void {
    if (!this.#isEnded && this.#child.connected) this.#child.send(request);
  }

  /** Sends a message that is answered, and gives the answer. */
  async ask(request: ChildRequest): Promise<unknown> {
    if (this.#isEnded) throw new ChildEndedError("before it was asked");
    const answer = new Promise<ChildReply>((resolve, reject) => this.#waiting.set(request.id, { resolve, reject }));
    this.#hold();
    this.send(request);
    try {
      const reply = await answer;
      if (reply.kind === "error") throw await receivedError(reply.error);
      return reply.kind === "value" ? { value: reply.value } : undefined;
    } finally {
      this.#waiting.delete(request.id);
      this.#hold();
    }
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Whoever waits for an answer keeps the process of the owner alive. */
  #hold(): void {
    if (this.#waiting.size > 0) this.#child.channel?.ref();
    else this.#child.channel?.unref();
  }

  #receive(reply: ChildReply): void {
    if ("id" in reply) this.#waiting.get(reply.id)?.resolve(reply);
    else this.#onEvent(reply);
  }
}

/** The built entry; run from sources, the TypeScript one with a loader. */
function childEntry(): { readonly entry: string; readonly execArgv: readonly string[] } {
  if (!import.meta.url.endsWith(".ts")) {
    return { entry: fileURLToPath(new URL("./child.js", import.meta.url)), execArgv: [] };
  }
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return {
    entry: fileURLToPath(new URL("../child.ts", import.meta.url)),
    execArgv: ["--conditions=@starfix/source", "--import", loader],
  };
}
