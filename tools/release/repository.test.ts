import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryOf, stampRepository } from "./repository.ts";

test("a workflow knows its repository, another place does not", () => {
  const env = { GITHUB_SERVER_URL: "https://git.example", GITHUB_REPOSITORY: "us/starfix" };
  expect(repositoryOf(env)).toBe("git+https://git.example/us/starfix.git");
  expect(repositoryOf({ GITHUB_SERVER_URL: "https://git.example" })).toBeUndefined();
});

test("each public package is stamped with its folder, a private one is left alone", async () => {
  const root = await mkdtemp(join(tmpdir(), "starfix-stamp-"));
  const given = { dsl: { name: "dsl", version: "1.0.0" }, tool: { name: "tool", version: "1.0.0", private: true } };
  for (const [folder, manifest] of Object.entries(given)) {
    await mkdir(join(root, "packages", folder), { recursive: true });
    await writeFile(join(root, "packages", folder, "package.json"), JSON.stringify(manifest));
  }
  await stampRepository(root, "git+https://git.example/us/starfix.git");
  const read = async (folder: string): Promise<unknown> =>
    JSON.parse(await readFile(join(root, "packages", folder, "package.json"), "utf8"));
  const [dsl, tool] = [await read("dsl"), await read("tool")];
  await rm(root, { recursive: true });
  expect(dsl).toEqual({
    ...given.dsl,
    repository: { type: "git", url: "git+https://git.example/us/starfix.git", directory: "packages/dsl" },
  });
  expect(tool).toEqual(given.tool);
});
