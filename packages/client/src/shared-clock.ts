import { type CallTimer, LONGEST_TIMER, timeoutReason } from "./call-timer.ts";

/** Part of the timeout during which further calls may join a clock, and by which their timeout may be late. */
const WINDOW = 1 / 20;

/** Maximum number of calls of a clock: listeners of its signal remain until it is collected, and slow it down. */
const MOST_CALLS = 32;

interface Clock {
  readonly timeout: number;
  readonly controller: AbortController;
  readonly started: number;
  calls: number;
  active: number;
  isOver: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

const clocks = new Map<number, Clock>();

/**
 * The timer of a call without signals. Calls with the same timeout that start at about the same time share a signal and
 * its timer: creating them for each call would double the overhead of the client. The signal fires when the timeout of
 * all calls in progress has passed.
 */
export function joinClock(timeout: number): CallTimer {
  const now = performance.now();
  let clock = clocks.get(timeout);
  if (clock === undefined || clock.calls >= MOST_CALLS || now - clock.started > timeout * WINDOW) {
    if (clock?.active === 0) clearTimeout(clock.timer);
    clock = startClock(timeout, now);
    clocks.set(timeout, clock);
  }
  clock.calls++;
  clock.active++;
  return timerOf(clock);
}

function startClock(timeout: number, now: number): Clock {
  const clock: Clock = {
    timeout,
    controller: new AbortController(),
    started: now,
    calls: 0,
    active: 0,
    isOver: false,
  };
  const time = timeout * (1 + WINDOW);
  if (time > LONGEST_TIMER) return clock;
  const expire = (): void => {
    clock.isOver = true;
    if (clock.active > 0) clock.controller.abort(timeoutReason(timeout));
  };
  clock.timer = setTimeout(expire, time);
  letGo(clock.timer);
  return clock;
}

/** The timer must not keep a program alive; a call in progress does that itself. */
function letGo(timer: unknown): void {
  if (typeof timer === "object" && timer !== null && "unref" in timer && typeof timer.unref === "function") {
    timer.unref();
    return;
  }
  const { Deno }: { readonly Deno?: { unrefTimer(timer: unknown): void } } = globalThis as object;
  Deno?.unrefTimer(timer);
}

function timerOf(clock: Clock): CallTimer {
  let isUnderWay = true;
  const end = (): void => {
    if (!isUnderWay) return;
    isUnderWay = false;
    clock.active--;
    // A clock without calls that accepts no more has nothing to abort.
    if (clock.active === 0 && clocks.get(clock.timeout) !== clock) clearTimeout(clock.timer);
  };
  return { signal: clock.controller.signal, isOver: () => clock.isOver, end };
}
