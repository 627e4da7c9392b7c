import { Buffer } from "node:buffer";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { locationOpener } from "../buckets/open-location.ts";
import type { SourceObject } from "../engine.ts";

const BUCKET = "held";

/** An object whose bytes the case releases. Every request for it gets the bytes from the first one on. */
export interface HeldObject {
  readonly object: SourceObject;
  /** How often the object was asked for. */
  readonly requests: number;
  /** Settles when the object was asked for `count` times. */
  requested(count?: number): Promise<void>;
  /** Lets the first `lines` lines be read, or all of them. */
  release(lines?: number): void;
  /** Breaks off the answers that are under way. */
  cut(): void;
}

/** A loopback server that answers reads of objects as S3 does, and holds back their bytes. */
export class HeldObjects {
  readonly #server: Server;
  readonly #held = new Map<string, Held>();
  readonly #open = locationOpener();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<HeldObjects> {
    const server = createServer();
    const objects = new HeldObjects(server);
    server.on("request", ({ url = "" }, response) => {
      const { pathname } = new URL(url, "http://localhost");
      const held = objects.#held.get(decodeURIComponent(pathname));
      if (held === undefined) response.writeHead(404).end();
      else held.answer(response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return objects;
  }

  /** An object of these lines; none of them can be read yet. */
  hold(key: string, lines: readonly string[]): HeldObject {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server does not listen");
    const location = {
      kind: "s3",
      bucket: BUCKET,
      key,
      endpoint: `127.0.0.1:${address.port}`,
      tls: false,
      region: "us-east-1",
      credentials: { accessKeyId: "conformance", secretAccessKey: "conformance" },
    } as const;
    const bytes = lines.map((line) => Buffer.from(`${line}\n`));
    const size = bytes.reduce((sum, { length }) => sum + length, 0);
    const held = new Held({ key, size, location, open: (signal) => this.#open(location, signal) }, bytes);
    this.#held.set(`/${BUCKET}/${key}`, held);
    return held;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }
}

class Held implements HeldObject {
  readonly object: SourceObject;
  requests = 0;
  readonly #lines: readonly Buffer[];
  #released = 0;
  /** Answers that are under way, with the lines that each has sent. */
  readonly #answers = new Map<ServerResponse, number>();
  readonly #waiting = new Set<() => void>();

  constructor(object: SourceObject, lines: readonly Buffer[]) {
    this.object = object;
    this.#lines = lines;
  }

  answer(response: ServerResponse): void {
    response.writeHead(200, { "content-length": this.object.size, "content-type": "binary/octet-stream" });
    response.flushHeaders();
    response.once("close", () => this.#answers.delete(response));
    this.#answers.set(response, 0);
    this.requests += 1;
    for (const check of this.#waiting) check();
    this.#send(response);
  }

  async requested(count = 1): Promise<void> {
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (this.requests < count) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  release(lines = this.#lines.length): void {
    this.#released = Math.max(this.#released, lines);
    for (const response of this.#answers.keys()) this.#send(response);
  }

  cut(): void {
    for (const response of this.#answers.keys()) response.destroy();
  }

  #send(response: ServerResponse): void {
    const sent = this.#answers.get(response) ?? 0;
    if (this.#released > sent) response.write(Buffer.concat(this.#lines.slice(sent, this.#released)));
    this.#answers.set(response, this.#released);
    if (this.#released === this.#lines.length) response.end();
  }
}
