import { type ByteSource, locationOpener } from "@starfix/engine";
import type { Statement } from "../query/translate-query.ts";
import { Database } from "../storage/database.ts";
import { LocalHost } from "./local-host.ts";
import {
  type ChildCalls,
  type ChildReply,
  type ChildRequest,
  type ChildSettings,
  SETTINGS_VARIABLE,
  sentError,
} from "./protocol.ts";

interface OpenStream {
  readonly iterator: AsyncIterator<unknown>;
  readonly abort: AbortController;
}

/** Opens the database and answers the parent until that closes it or ends. */
export async function serveChild(): Promise<void> {
  const { folder }: ChildSettings = JSON.parse(process.env[SETTINGS_VARIABLE] ?? "{}");
  const send = (reply: ChildReply): void => void process.send?.(reply);
  // Signals to the group of a terminal are the parent's to handle: it closes the database.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  process.once("disconnect", () => process.exit(0));
  let database: Database;
  try {
    database = await Database.open({ folder, onFatal: (error) => endAfter(error) });
  } catch (error) {
    process.send?.({ kind: "refused", error: sentError(error) } satisfies ChildReply, () => process.exit(0));
    return;
  }
  const host = new LocalHost({
    database,
    onError: (runId, error) => send({ kind: "run_error", runId, error: sentError(error) }),
    onUnwritten: (runId, outcome) => send({ kind: "unwritten", runId, outcome }),
  });
  const calls = childCalls(host);
  const streams = new Map<number, OpenStream>();
  process.on("message", (message: ChildRequest) => {
    const { id } = message;
    const stream = streams.get(id);
    switch (message.kind) {
      case "call": {
        // The parent sends the arguments that ChildCalls says.
        const call = calls[message.method] as (...args: readonly unknown[]) => Promise<unknown>;
        call(...message.args).then(
          (value) => send({ kind: "value", id, value }),
          (error: unknown) => send({ kind: "error", id, error: sentError(error) }),
        );
        return;
      }
      case "open": {
        const abort = new AbortController();
        const items =
          message.method === "observe"
            ? host.observe(message.arg as string, abort.signal)
            : host.select(message.arg as Statement, abort.signal);
        streams.set(id, { iterator: items[Symbol.asyncIterator](), abort });
        return;
      }
      case "next":
        stream?.iterator.next().then(
          ({ done, value }) => {
            if (done === true) streams.delete(id);
            send(done === true ? { kind: "end", id } : { kind: "value", id, value });
          },
          (error: unknown) => {
            streams.delete(id);
            send({ kind: "error", id, error: sentError(error) });
          },
        );
        return;
      case "stop":
        streams.delete(id);
        stream?.abort.abort();
        stream?.iterator.return?.()?.catch(() => {});
        return;
      default:
        throw new Error(`unexpected message: ${JSON.stringify(message satisfies never)}`);
    }
  });
  send({ kind: "ready" });
}

function childCalls(host: LocalHost): ChildCalls {
  const open = locationOpener();
  return {
    start: (runId, job, objects) => {
      const sources = objects.map(
        ({ key, size, location }): ByteSource => ({
          key,
          size,
          open: (signal) => open(location, signal),
        }),
      );
      return host.start(runId, job, sources);
    },
    cancel: async (runId) => {
      await host.cancel(runId);
      for await (const { state } of host.observe(runId)) if (state !== "running") return;
    },
    tables: () => host.tables(),
    table: (name) => host.table(name),
    storedTable: (name) => host.storedTable(name),
    settle: (runId, outcome) => host.settle(runId, outcome),
    close: () => host.close(),
  };
}

/** After a fatal error DuckDB answers nothing any more; the parent starts another process. */
function endAfter(error: Error): void {
  process.stderr.write(`the embedded engine ends: ${error.message}\n`);
  process.exit(1);
}
