import { type CallTimer, LONGEST_TIMER, timeoutReason } from "./call-timer.ts";

/** How long after its start a clock takes further calls, as a part of the timeout: so much later may a call end. */
const WINDOW = 1 / 20;

/** After so many calls a clock is left: what listens to its signal stays until it is collected, and makes it slow. */
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
 * The timer of a call that nothing but its time can end. Calls of one timeout that start at about the same time share a
 * signal and its clock: to make them for each costs as much as all else that the client does. The signal fires when
 * every call that is still under way has had its time.
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

/** A program that waits for nothing else may end: a call that is under way keeps it alive itself. */
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
    // One that takes no more calls has nobody left to end.
    if (clock.active === 0 && clocks.get(clock.timeout) !== clock) clearTimeout(clock.timer);
  };
  return { signal: clock.controller.signal, isOver: () => clock.isOver, end };
}
