import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { main, type ProcessLike, runCli, UserError } from "./main.ts";
import { processContext } from "./process-context.ts";

const failure = vi.hoisted(() => ({ error: undefined as unknown }));
vi.mock("./commands/check.ts", () => ({
  check: async () => {
    throw failure.error;
  },
}));

async function runFailing(argv: readonly string[], error: unknown) {
  failure.error = error;
  let stdout = "";
  let stderr = "";
  const sinks = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  };
  const signal = new AbortController().signal;
  const code = await runCli(argv, { cwd: "/", env: {}, ...sinks, isTTY: false, signal });
  return { code, stdout, stderr };
}

test("a mistake of the user is its message alone, and exit code 1", async () => {
  const error = new UserError("invalid port: expected 0 to 65535, received 70000");
  expect(await runFailing(["check"], error)).toEqual({ code: 1, stdout: "", stderr: `${error.message}\n` });
});

test("a mistake of the user with --json is one object with what is known", async () => {
  const { stdout } = await runFailing(["check", "--json"], new UserError("no", { json: { issues: [1] } }));
  expect(stdout).toBe('{"issues":[1],"error":{"message":"no"}}\n');
});

test("what the system refuses is for the user to mend", async () => {
  const error = Object.assign(new Error("EACCES: permission denied, mkdir '/artifacts'"), { code: "EACCES" });
  expect(await runFailing(["check"], error)).toEqual({ code: 1, stdout: "", stderr: `${error.message}\n` });
  const ours = Object.assign(new Error("EBADF: bad file descriptor"), { code: "EBADF" });
  expect(await runFailing(["check"], ours)).toMatchObject({ code: 2 });
});

test("a mistake of ours is its stack, how to report it, and exit code 2", async () => {
  const error = new TypeError("undefined is not a function");
  const { code, stdout, stderr } = await runFailing(["check"], error);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(error.stack);
  expect(stderr).toContain("This is a bug in starfix, not in your project. Please report it");
});

test("a thrown value that is no error is a mistake of ours", async () => {
  expect(await runFailing(["check"], "oops")).toMatchObject({ code: 2, stderr: expect.stringContaining("oops\n") });
});

function fakeProcess(argv: readonly string[]) {
  const signals = new EventEmitter();
  const streams = { stdout: new EventEmitter(), stderr: new EventEmitter() };
  let printed = "";
  const write = (text: string) => (printed += text);
  const exit = vi.fn();
  const process: ProcessLike = {
    argv: ["node", "starfix", ...argv],
    env: {},
    stdout: Object.assign(streams.stdout, { write }),
    stderr: Object.assign(streams.stderr, { write }),
    cwd: () => "/",
    // The real one does not come back.
    exit: exit as unknown as ProcessLike["exit"],
    on: (name, listener) => signals.on(name, listener),
  };
  return { process, signals, streams, exit, printed: () => printed };
}

test("main sets the exit code and leaves the process to end by itself", async () => {
  const { process, exit, printed } = fakeProcess(["--version"]);
  await main(process);
  expect(process.exitCode).toBe(0);
  expect(exit).not.toHaveBeenCalled();
  expect(printed()).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("signals are caught only for a command that looks at them; the second one kills", () => {
  const { process, signals, exit } = fakeProcess([]);
  const context = processContext(process);
  expect(signals.eventNames()).toEqual([]);
  const { signal } = context;
  expect(context.signal).toBe(signal);
  signals.emit("SIGINT");
  expect(signal.aborted).toBe(true);
  expect(exit).not.toHaveBeenCalled();
  signals.emit("SIGTERM");
  expect(exit).toHaveBeenCalledExactlyOnceWith(143);
});

test("a pipe that closes early ends the process quietly, another error of a stream does not", () => {
  const { process, streams, exit } = fakeProcess([]);
  processContext(process);
  streams.stdout.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  expect(exit).toHaveBeenCalledExactlyOnceWith(0);
  expect(() => streams.stdout.emit("error", new Error("disk full"))).toThrow("disk full");
});
