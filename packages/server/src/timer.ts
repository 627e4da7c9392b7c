/** Calls a task once, after so many milliseconds; the returned function cancels it. */
export type Timer = (ms: number, task: () => void) => () => void;

/** The timer of the machine. It does not keep a process alive. */
export const systemTimer: Timer = (ms, task) => {
  const timeout = setTimeout(task, ms);
  timeout.unref();
  return () => clearTimeout(timeout);
};

/** Waits so many milliseconds, or until the signal aborts. */
export function delay(timer: Timer, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const cancel = timer(ms, () => {
      signal.removeEventListener("abort", end);
      resolve();
    });
    const end = () => {
      cancel();
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
  });
}
