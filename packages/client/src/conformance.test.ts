import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bundle } from "./testing/bundle.ts";
import { conformanceNames, runConformance } from "./testing/conformance.ts";
import { conformanceScenarios } from "./testing/conformance-scenarios.ts";
import { startFakeService } from "./testing/fake-service.ts";

test("the client does in Node.js what it does everywhere", async () => {
  await using service = await startFakeService(conformanceScenarios);
  const results = await runConformance({ url: service.url, deadUrl: service.deadUrl, isBrowser: false });
  expect(results).toEqual(conformanceNames.map((name) => ({ name })));
});

test("a program ends when its last call has ended, and not when the time of that would", async () => {
  await using service = await startFakeService(conformanceScenarios);
  const { text } = await bundle(`
    import { createClient } from "./index.ts";
    const client = createClient({ url: process.argv[2], projectId: "p", apiKey: "k", timeout: 90_000 });
    console.log((await client.connections.list()).values.length);
  `);
  const folder = await mkdtemp(join(tmpdir(), "client-end-"));
  try {
    const program = join(folder, "program.mjs");
    await writeFile(program, text);
    const run = await promisify(execFile)(process.execPath, [program, service.urlOf("list")], { timeout: 60_000 });
    expect(run.stdout).toBe("1\n");
  } finally {
    await rm(folder, { recursive: true });
  }
});
