import { expect, test, vi } from "vitest";
import { documentOf } from "../testing/emit.ts";
import { cliFolder } from "../testing/run-in-folder.ts";

const slow = (ms: number): string =>
  `export default { document: "api.json", out: "out", targets: ["types"], plugins: [
    { name: "slow", emit: () => new Promise((resolve) => setTimeout(() => resolve([]), ${ms})) },
    { name: "last", emit: async () => [] },
  ] };`;
const ERASE = "\r\u001b[2K";

test("a run of more than half a second says on a terminal what it does, and takes it back", async () => {
  await using folder = await cliFolder({ "api.json": documentOf({}), "starfix-codegen.config.ts": slow(600) });
  const terminal = { isTerminal: true };
  const { out, err } = await folder.runWith(terminal);
  expect(out).toBe("out:\n  wrote types.gen.d.ts\n");
  expect(err.endsWith(`${ERASE}out: last …${ERASE}`)).toBe(true);
  expect((await folder.runWith(terminal, "--quiet")).err).toBe("");
  expect((await folder.runWith(terminal, "--json")).err).toBe("");
  expect((await folder.run()).err).toBe("");
});

test("a quick run says nothing on the way", async () => {
  await using folder = await cliFolder({ "api.json": documentOf({}), "starfix-codegen.config.ts": slow(0) });
  await folder.run();
  // However slow the machine is.
  const clock = vi.spyOn(performance, "now").mockReturnValue(0);
  try {
    expect((await folder.runWith({ isTerminal: true })).err).toBe("");
  } finally {
    clock.mockRestore();
  }
});
