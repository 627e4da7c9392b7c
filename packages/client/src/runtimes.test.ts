import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bundle } from "./testing/bundle.ts";
import { conformanceNames } from "./testing/conformance.ts";
import { conformanceScenarios } from "./testing/conformance-scenarios.ts";
import { startFakeService } from "./testing/fake-service.ts";
import { installRuntimes } from "./testing/install-runtimes.ts";

const PROGRAM = `
  import { runConformance } from "./testing/conformance.ts";
  const [url, deadUrl] = globalThis.Deno?.args ?? process.argv.slice(2);
  console.log(JSON.stringify(await runConformance({ url, deadUrl, isBrowser: false })));
`;

const runtimes = installRuntimes();

test.for([
  ["bun", ["run"]],
  ["deno", ["run", "--allow-net", "--no-prompt"]],
] as const)("the client does in %s what it does everywhere", async ([name, flags], { skip }) => {
  const runtime = runtimes[name];
  if ("missing" in runtime) return skip(`${name}: ${runtime.missing}`);
  const folder = await mkdtemp(join(tmpdir(), "client-runtime-"));
  try {
    const program = join(folder, "program.mjs");
    await writeFile(program, (await bundle(PROGRAM)).text);
    await using service = await startFakeService(conformanceScenarios);
    const args = [...flags, program, service.url, service.deadUrl];
    // Nothing of the tests' own settings belongs to the other runtime.
    const { stdout } = await promisify(execFile)(runtime.path, args, {
      cwd: folder,
      env: { HOME: folder, PATH: process.env.PATH },
    });
    expect(JSON.parse(stdout)).toEqual(conformanceNames.map((each) => ({ name: each })));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
