import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { joinClock } from "./shared-clock.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("calls that start together share a signal, which fires when each has had its time", () => {
  const first = joinClock(1_000);
  vi.advanceTimersByTime(50);
  const second = joinClock(1_000);
  expect(second.signal).toBe(first.signal);
  vi.advanceTimersByTime(999);
  expect(second.isOver()).toBe(false);
  vi.advanceTimersByTime(1);
  expect([first.isOver(), second.isOver(), second.signal.aborted]).toEqual([true, true, true]);
  expect(second.signal.reason).toMatchObject({ name: "TimeoutError", message: "no answer within 1000 ms" });
});

test("a call that starts later has a signal of its own", () => {
  const first = joinClock(2_000);
  vi.advanceTimersByTime(101);
  const second = joinClock(2_000);
  expect(second.signal).not.toBe(first.signal);
  vi.advanceTimersByTime(2_000);
  expect([first.isOver(), second.isOver()]).toEqual([true, false]);
});

test("calls of other timeouts have other signals", () => {
  const [long, short] = [joinClock(3_000), joinClock(300)];
  vi.advanceTimersByTime(400);
  expect([long.isOver(), short.isOver()]).toEqual([false, true]);
});

test("a signal is left after a number of calls", () => {
  const signals = new Set<AbortSignal>();
  for (let call = 0; call < 65; call++) {
    const timer = joinClock(5_000);
    signals.add(timer.signal);
    timer.end();
  }
  expect(signals.size).toBe(3);
  expect(vi.getTimerCount()).toBe(1);
});

test("a clock that is left keeps its timer until its last call has ended", () => {
  const [first] = Array.from({ length: 33 }, () => joinClock(7_000));
  expect(vi.getTimerCount()).toBe(2);
  vi.advanceTimersByTime(8_000);
  expect(first?.signal.aborted).toBe(true);
  const others = Array.from({ length: 33 }, () => joinClock(7_000));
  for (const timer of others) timer.end();
  expect(vi.getTimerCount()).toBe(1);
});

test("a signal does not fire when every call has ended", () => {
  const [first, second] = [joinClock(6_000), joinClock(6_000)];
  first.end();
  first.end();
  second.end();
  vi.advanceTimersByTime(10_000);
  expect(first.signal.aborted).toBe(false);
  const third = joinClock(6_000);
  first.end();
  vi.advanceTimersByTime(10_000);
  expect(third.signal.aborted).toBe(true);
});

test("a time without end sets no timer", () => {
  joinClock(Number.POSITIVE_INFINITY);
  expect(vi.getTimerCount()).toBe(0);
});
