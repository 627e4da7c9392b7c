import fc from "fast-check";
import { expect, test } from "vitest";
import { fairShare, pickEvenly } from "./pick-objects.ts";

test("few are all taken", () => {
  expect(pickEvenly([1, 2, 3], 3)).toEqual([1, 2, 3]);
});

test("of many the first, the last and what lies evenly between are taken, each once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 500 }), (count, length) => {
      const items = Array.from({ length }, (_, index) => index);
      const picked = pickEvenly(items, count);
      expect(picked).toHaveLength(Math.min(count, length));
      expect([picked[0], picked.at(-1)]).toEqual([0, length - 1]);
      const steps = picked.slice(1).map((item, index) => item - (picked[index] ?? 0));
      expect(Math.max(...steps, 1) - Math.min(...steps, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(1);
      expect(Math.min(...steps, 1)).toBe(1);
    }),
  );
});

test("shares use up what is there, and never more", () => {
  let left = 10;
  const shares = [4, 3, 2, 1].map((files) => {
    const share = fairShare(left, files);
    left -= share;
    return share;
  });
  expect(shares).toEqual([3, 3, 2, 2]);
});
