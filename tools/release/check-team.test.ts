import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { checkBreaking, checkMissing, checkTeam, type Team } from "./check-team.ts";

/** What a replaced program prints, and its exit code. */
type Said = readonly [code: number, text: string];

/** A team whose programs print the given texts; its package manager does nothing. */
async function team(starfix: Said, tsc: Said = [0, ""], built: unknown = {}): Promise<Team & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "starfix-team-"));
  const program = ([code, text]: Said): string => `#!/bin/sh\ncat <<'END'\n${text}\nEND\nexit ${code}\n`;
  const files = {
    "bin/npm": program([0, ""]),
    "node_modules/.bin/starfix": program(starfix),
    "node_modules/.bin/tsc": program(tsc),
    "artifacts/manifest.json": JSON.stringify(built),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { mode: 0o755 });
  }
  return {
    project: { folder, manifest: { name: "growth", version: "1.0.0", scripts: { check: "", build: "" } } },
    folder,
    packageManager: "npm",
    env: { PATH: [join(folder, "bin"), process.env.PATH].join(delimiter) },
    signal: new AbortController().signal,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

const reported: Said = [1, "a.ts:12:6 - error column_not_in_table: x"];

test.each([
  ["TypeScript before 7", 2],
  ["TypeScript 7", 1],
])("a version breaks a team where starfix and %s say so of the same lines", async (_, code) => {
  await using given = await team(reported, [code, "a.ts(12,10): error TS2769: x"]);
  expect(await checkBreaking(given, "catalog@2.0.0")).toBe(
    "npm   growth on catalog@2.0.0  refused by check --against and by tsc at a.ts:12",
  );
});

test.each<{ what: string; starfix: Said; tsc: Said; want: string }>([
  {
    what: "lines differ",
    starfix: reported,
    tsc: [2, "a.ts(13,1): error TS1: x"],
    want: "check --against found a.ts:12, tsc a.ts:13",
  },
  { what: "tsc finds nothing", starfix: reported, tsc: [0, ""], want: "`tsc -p .` ended with 0" },
  {
    what: "starfix finds nothing",
    starfix: [0, ""],
    tsc: [2, ""],
    want: "`starfix check --against c@2.0.0` ended with 0",
  },
  {
    what: "starfix fails itself",
    starfix: [2, ""],
    tsc: [2, ""],
    want: "`starfix check --against c@2.0.0` ended with 2",
  },
  { what: "no line is named", starfix: [1, "no"], tsc: [1, "no"], want: "check --against found , tsc " },
])("a version does not break a team as it should where $what", async ({ starfix, tsc, want }) => {
  await using given = await team(starfix, tsc);
  await expect(checkBreaking(given, "c@2.0.0")).rejects.toThrow(want);
});

test("a version that is missing has to be reported", async () => {
  await using given = await team([1, "npm could not install c@9.9.9 (No matching version): expected …"]);
  expect(await checkMissing(given, "c@9.9.9")).toContain("not in the registry");
  await using other = await team([1, "no definition imports c"]);
  await expect(checkMissing(other, "c@9.9.9")).rejects.toThrow("another message was expected: no definition imports c");
});

test("the manifest of a team has to name the catalogue and its version", async () => {
  const built = (version: string): unknown => ({
    imports: [{ package: "c", version, definitions: ["table:Orders"] }],
    artifacts: [{ path: "jobs/a.json" }],
  });
  await using given = await team([0, ""], [0, ""], built("1.0.0"));
  expect(await checkTeam(given, "c", "1.0.0")).toBe(
    "npm   growth on c@1.0.0  check, build and tsc pass; built jobs/a.json",
  );
  await using other = await team([0, ""], [0, ""], built("1.1.0"));
  await expect(checkTeam(other, "c", "1.0.0")).rejects.toThrow("the manifest does not say that c@1.0.0 is imported");
});
