/** The longest delay of a JavaScript timer; a longer one fires at once. */
export const LONGEST_TIMER: number = 2 ** 31 - 1;

/** Ends a call by its timeout or by one of the caller's signals. */
export interface CallTimer {
  readonly signal: AbortSignal;
  /** Whether the timeout ended the call. */
  isOver(): boolean;
  /** Releases the timer and the signals. Later calls do nothing. */
  end(): void;
}

/** A timer that can be stopped and restarted. */
export interface StoppableTimer extends CallTimer {
  /** Stops the timer: only the signals can end the call. */
  stopClock(): void;
  /** Restarts the timer with the full timeout. */
  restartClock(): void;
}

/** The abort reason of a timeout. */
export function timeoutReason(timeout: number): DOMException {
  return new DOMException(`no answer within ${timeout} ms`, "TimeoutError");
}

/**
 * Starts the timer of a call. Not `AbortSignal.timeout`, which keeps its timer after the call, and not
 * `AbortSignal.any`, which keeps its listeners.
 */
export function startTimer(timeout: number, signals: readonly AbortSignal[]): StoppableTimer {
  const controller = new AbortController();
  let isOver = false;
  let clock: ReturnType<typeof setTimeout> | undefined;
  const expire = (): void => {
    isOver = true;
    controller.abort(timeoutReason(timeout));
  };
  const stopClock = (): void => clearTimeout(clock);
  const restartClock = (): void => {
    stopClock();
    if (timeout <= LONGEST_TIMER) clock = setTimeout(expire, timeout);
  };
  const listeners = signals.map((signal) => [signal, () => controller.abort(signal.reason)] as const);
  for (const [signal, abort] of listeners) {
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  }
  restartClock();
  return {
    signal: controller.signal,
    isOver: () => isOver,
    stopClock,
    restartClock,
    end: () => {
      stopClock();
      for (const [signal, abort] of listeners) signal.removeEventListener("abort", abort);
    },
  };
}
