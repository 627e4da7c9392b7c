import { expect, test } from "vitest";
import { formatSize, parseSize } from "./parse-size.ts";

test.each([
  ["64MB", 64_000_000],
  ["64 mb", 64_000_000],
  ["1.5GiB", 1_610_612_736],
  ["4096", 4096],
  ["1b", 1],
  ["0", undefined],
  ["0.5b", undefined],
  ["-1MB", undefined],
  ["64 M", undefined],
  ["MB", undefined],
  ["", undefined],
  ["1e999", undefined],
  ["99999999999GB", undefined],
])("%j is %s bytes", (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  [999, "999 B"],
  [1_500, "1.5 kB"],
  [64_000_000, "64.0 MB"],
  [2_500_000_000, "2.5 GB"],
])("%d bytes are shown as %s", (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
