import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { type ProcessLike, processContext } from "./process-context.ts";

class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

function stream(isTTY: boolean): ProcessLike["stdout"] & EventEmitter {
  return Object.assign(new EventEmitter(), { isTTY, write: () => true });
}

function processOf({ isTTY = true, env = {} }: { isTTY?: boolean; env?: Record<string, string> }) {
  return Object.assign(new EventEmitter(), {
    env,
    stdout: stream(false),
    stderr: stream(isTTY),
    cwd: () => "/project",
    exit: (code: number): never => {
      throw new Exit(code);
    },
  });
}

test.each([
  [{}, { isTerminal: true, colours: true, github: false }],
  [{ isTTY: false }, { isTerminal: false, colours: false }],
  [{ env: { NO_COLOR: "1" } }, { isTerminal: true, colours: false }],
  [{ env: { NO_COLOR: "" } }, { colours: true }],
  [{ env: { GITHUB_ACTIONS: "true" } }, { github: true }],
])("a process with %j makes a context with %j", (given, want) => {
  expect(processContext(processOf(given))).toMatchObject({ cwd: "/project", ...want });
});

test("signals are caught once they are asked for; the first stops, the second ends", () => {
  const process = processOf({});
  const context = processContext(process);
  expect(process.listenerCount("SIGINT")).toBe(0);
  const signal = context.stopSignal?.();
  expect(context.stopSignal?.()).toBe(signal);
  process.emit("SIGINT");
  expect(signal?.aborted).toBe(true);
  expect(() => process.emit("SIGINT")).toThrow("exit 130");
  expect(() => process.emit("SIGTERM")).toThrow("exit 143");
});

test("a pipe that is closed early ends the process with 0, and another error is thrown", () => {
  const process = processOf({});
  processContext(process);
  const error = (code: string): Error => Object.assign(new Error(code), { code });
  expect(() => process.stdout.emit("error", error("EPIPE"))).toThrow("exit 0");
  expect(() => process.stdout.emit("error", error("EIO"))).toThrow("EIO");
});
