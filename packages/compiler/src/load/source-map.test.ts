import { expect, test } from "vitest";
import { decodeMap, SourceMap } from "./source-map.ts";

test("a place is looked up at the mapping before it, in its line", () => {
  // Line 0: column 0 from a.ts:1:0, column 4 from a.ts:1:8. Line 1: nothing. Line 2: column 2 from b.ts:0:3, then no source.
  const map = new SourceMap(
    decodeMap(JSON.stringify({ version: 3, sources: ["a.ts", "b.ts"], mappings: "AACA,IAAQ;;ECDL,G" })),
  );
  expect(map.find(0, 0)).toEqual({ source: "a.ts", line: 1, column: 0 });
  expect(map.find(0, 3)).toEqual({ source: "a.ts", line: 1, column: 0 });
  expect(map.find(0, 400)).toEqual({ source: "a.ts", line: 1, column: 8 });
  expect(map.find(1, 0)).toBeUndefined();
  expect(map.find(2, 1)).toBeUndefined();
  expect(map.find(2, 4)).toEqual({ source: "b.ts", line: 0, column: 3 });
  expect(map.find(2, 5)).toBeUndefined();
  expect(map.find(3, 0)).toBeUndefined();
});
