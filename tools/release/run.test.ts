import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { run, runToEnd } from "./run.ts";

test("a command that fails is named with its status, and what it printed is kept", async () => {
  const failed = run("node", ["--eval", "console.log('so'); console.error('far'); process.exit(3)"], { cwd: tmpdir() });
  await expect(failed).rejects.toMatchObject({
    message: expect.stringMatching(/^`node --eval .*` ended with 3$/),
    output: expect.stringMatching(/^(?:so\nfar|far\nso)\n$/),
  });
  await expect(run("node", ["-p", "1 + 1"], { cwd: tmpdir() })).resolves.toBe("2\n");
});

test("a command may fail where its caller asks how it ended", async () => {
  const args = ["--eval", "console.log('so'); process.exit(3)"];
  expect(await runToEnd("node", args, { cwd: tmpdir() })).toEqual({ status: 3, stdout: "so\n", output: "so\n" });
  await expect(runToEnd("/nowhere/node", args, { cwd: tmpdir() })).rejects.toThrow("ENOENT");
});
