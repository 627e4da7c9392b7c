/** Beyond this a timer of JavaScript fires at once. */
export const LONGEST_TIMER: number = 2 ** 31 - 1;

/** What ends a call: its time, or one of the signals of its caller. */
export interface CallTimer {
  readonly signal: AbortSignal;
  /** Whether it was the time. */
  isOver(): boolean;
  /** Lets go of the clock and of the signals. Doing so again does nothing. */
  end(): void;
}

/** A timer whose clock can be stopped. */
export interface StoppableTimer extends CallTimer {
  /** Stops the clock: the call ends with the signals only. */
  stopClock(): void;
  /** Gives the call its whole time again. */
  restartClock(): void;
}

/** What a signal says when the time of a call is over. */
export function timeoutReason(timeout: number): DOMException {
  return new DOMException(`no answer within ${timeout} ms`, "TimeoutError");
}

/**
 * Starts the clock of a call. Made by hand because `AbortSignal.timeout` keeps its timer after the call, and
 * `AbortSignal.any` what it listens to.
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
