import { expect, test } from "vitest";
import { runNode } from "./run-process.ts";

const options = { cwd: process.cwd(), limitSeconds: 20 };

test("a process is measured with the memory of its children", async () => {
  const large = "const held = Buffer.alloc(150e6, 1); process.exitCode = held[0] - 1";
  const run = await runNode(
    [
      "-e",
      `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(large)}]); console.log("done")`,
    ],
    options,
  );
  expect(run.failure).toBeUndefined();
  expect(run.stdout).toBe("done\n");
  expect(run.megabytes).toBeGreaterThan(150);
  expect(run.cpuSeconds).toBeGreaterThan(0);
});

test.each([
  {
    name: "a process that fails says what it said",
    given: 'console.error("a line\\nError: no such document\\nat x"); process.exit(3)',
    want: "exit 3: Error: no such document",
  },
  { name: "a silent failure says so", given: "process.exit(1)", want: "exit 1: it said nothing" },
  {
    name: "a process is ended at its limit",
    given: "setInterval(() => {}, 1000)",
    limit: 0.5,
    want: "not done after 0.5 s",
  },
])("$name", async ({ given, want, limit }) => {
  const run = await runNode(["-e", given], { ...options, limitSeconds: limit ?? options.limitSeconds });
  expect(run.failure).toBe(want);
});
