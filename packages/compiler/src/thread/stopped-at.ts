import type { Worker } from "node:worker_threads";

/** Time for a thread to report where it is, in milliseconds. */
const PATIENCE = 3000;

/**
 * Pauses a thread with the debugger and returns where it is: frames like those of a stack, the innermost first. Undefined for
 * a thread that waits, and on an engine without an inspector.
 */
export async function stoppedAt(worker: Worker): Promise<string | undefined> {
  const inspector = await import("node:inspector").catch(() => undefined);
  if (!inspector) return undefined;
  const session = new inspector.Session();
  session.connect();
  try {
    return await pauseOf(session, worker);
  } finally {
    session.disconnect();
  }
}

interface InspectorSession {
  on(event: string, listener: (message: { readonly params: Readonly<Record<string, unknown>> }) => void): unknown;
  post(method: string, params: object): void;
}

function pauseOf(session: InspectorSession, worker: Worker): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE);
    session.on("NodeWorker.attachedToWorker", ({ params }) => {
      const { sessionId, workerInfo } = params as unknown as AttachedToWorker;
      // There may be other threads; the inspector uses Node's id.
      if (workerInfo.workerId !== String(worker.threadId)) return;
      const send = (id: number, method: string): void =>
        session.post("NodeWorker.sendMessageToWorker", { sessionId, message: JSON.stringify({ id, method }) });
      send(1, "Debugger.enable");
      send(2, "Debugger.pause");
    });
    // A frame refers to its script by a number.
    const urls = new Map<string, string>();
    session.on("NodeWorker.receivedMessageFromWorker", ({ params }) => {
      const message = JSON.parse(String(params.message)) as DebuggerMessage;
      if (message.method === "Debugger.scriptParsed") urls.set(message.params.scriptId, message.params.url);
      if (message.method !== "Debugger.paused") return;
      clearTimeout(timer);
      // A paused thread cannot be terminated.
      const { sessionId } = params;
      session.post("NodeWorker.sendMessageToWorker", { sessionId, message: `{"id":3,"method":"Debugger.disable"}` });
      const frames = message.params.callFrames.map(
        ({ location: { scriptId, lineNumber, columnNumber = 0 } }) =>
          `    at ${urls.get(scriptId) ?? ""}:${lineNumber + 1}:${columnNumber + 1}`,
      );
      resolve(frames.join("\n"));
    });
    session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
  });
}

/** @see https://chromedevtools.github.io/devtools-protocol/v8/Debugger/ */
type DebuggerMessage =
  | { readonly method?: undefined }
  | { readonly method: "Debugger.scriptParsed"; readonly params: { readonly scriptId: string; readonly url: string } }
  | { readonly method: "Debugger.paused"; readonly params: { readonly callFrames: readonly CallFrame[] } };

interface CallFrame {
  readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber?: number };
}

interface AttachedToWorker {
  readonly sessionId: string;
  readonly workerInfo: { readonly workerId: string };
}
