import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { run } from "./run.ts";

test("a command that fails is named with its status, and what it printed is kept", async () => {
  const failed = run("node", ["--eval", "console.log('so'); console.error('far'); process.exit(3)"], { cwd: tmpdir() });
  await expect(failed).rejects.toMatchObject({
    message: expect.stringMatching(/^`node --eval .*` ended with 3$/),
    output: expect.stringMatching(/^(?:so\nfar|far\nso)\n$/),
  });
  await expect(run("node", ["-p", "1 + 1"], { cwd: tmpdir() })).resolves.toBe("2\n");
});
