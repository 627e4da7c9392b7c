import { expect, test } from "vitest";
import { KeyedLock } from "./keyed-lock.ts";

test("holders of a key come one after the other, and one that gives up leaves the order as it is", async () => {
  const lock = new KeyedLock();
  const events: string[] = [];
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { signal } = new AbortController();
  const impatient = new AbortController();
  const first = lock.hold("a", signal, async () => {
    await held;
    events.push("first");
  });
  const second = lock.hold("a", impatient.signal, async () => void events.push("second"));
  const reason = new Error("canceled");
  impatient.abort(reason);
  await expect(second).rejects.toBe(reason);
  const third = lock.hold("a", signal, async () => void events.push("third"));
  await lock.hold("b", signal, async () => void events.push("other key"));
  expect(events).toEqual(["other key"]);
  release();
  await Promise.all([first, third]);
  expect(events).toEqual(["other key", "first", "third"]);
  await expect(lock.hold("a", impatient.signal, async () => void events.push("never"))).rejects.toBe(reason);
  expect(events).toHaveLength(3);
});
