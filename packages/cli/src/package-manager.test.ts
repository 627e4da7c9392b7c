import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageManagerOf } from "./package-manager.ts";

const PNPM = { npm_config_user_agent: "pnpm/12.21.0 npm/? node/? linux x64" };

test.each([
  { what: "nothing at all", above: {}, own: {}, env: {}, want: "npm" },
  { what: "the lockfile of one that is not supported", above: {}, own: { "deno.lock": "{}" }, env: PNPM, want: "pnpm" },
  {
    what: "the field before a lockfile",
    above: {},
    own: { "package.json": '{"packageManager":"pnpm@12.21.0"}', "yarn.lock": "" },
    env: {},
    want: "pnpm",
  },
  { what: "a name that is none of theirs", above: {}, own: {}, env: { npm_config_user_agent: "vlt/1" }, want: "npm" },
  { what: "the one that runs this", above: {}, own: {}, env: PNPM, want: "pnpm" },
  { what: "a lockfile, whatever runs this", above: {}, own: { "package-lock.json": "{}" }, env: PNPM, want: "npm" },
  { what: "a lockfile above", above: { "yarn.lock": "" }, own: { "package.json": "{}" }, env: {}, want: "yarn" },
  { what: "the lockfile next to it", above: { "yarn.lock": "" }, own: { "bun.lockb": "" }, env: {}, want: "bun" },
  { what: "the field", above: {}, own: { "package.json": '{"packageManager":"pnpm@12.21.0"}' }, env: {}, want: "pnpm" },
  {
    what: "the other field",
    above: {},
    own: { "package.json": '{"devEngines":{"packageManager":{"name":"yarn"}}}' },
    env: {},
    want: "yarn",
  },
  { what: "a package.json that cannot be read", above: {}, own: { "package.json": "{" }, env: PNPM, want: "pnpm" },
  { what: "fields of other kinds", above: {}, own: { "package.json": '{"packageManager":7}' }, env: {}, want: "npm" },
])("the package manager is known by $what", async ({ above, own, env, want }) => {
  const root = await mkdtemp(join(tmpdir(), "starfix-manager-"));
  await mkdir(join(root, "own"));
  for (const [name, text] of Object.entries(above)) await writeFile(join(root, name), text);
  for (const [name, text] of Object.entries(own)) await writeFile(join(root, "own", name), text);
  const manager = await packageManagerOf(join(root, "own"), env);
  await rm(root, { recursive: true });
  expect(manager.name).toBe(want);
});
