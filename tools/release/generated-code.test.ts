import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { requireGeneratedCode } from "./generated-code.ts";

/** A tree whose generated code is committed, and whose generator says that it is fresh when `fresh` is so. */
async function tree(
  fresh: boolean,
): Promise<AsyncDisposable & { readonly root: string; readonly git: (...args: readonly string[]) => string }> {
  const root = await mkdtemp(join(tmpdir(), "starfix-generated-"));
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.invalid", ...args], {
      cwd: root,
      encoding: "utf8",
    });
  const schema = "packages/schema";
  const generator = join(root, schema, "node_modules/.bin/starfix-codegen");
  await write(join(root, schema, "src/generated/zod.gen.js"), "export {};\n");
  await write(join(root, ".gitignore"), "node_modules\n");
  await write(generator, fresh ? "#!/bin/sh\n" : "#!/bin/sh\necho '  stale zod.gen.js' >&2\nexit 1\n");
  await chmod(generator, 0o755);
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "all");
  return { root, git, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

test("generated code that is committed and fresh may be published", async () => {
  await using given = await tree(true);
  await write(join(given.root, "packages/schema/src/index.ts"), "// Changed by hand, and not generated.\n");
  await expect(requireGeneratedCode(given.root)).resolves.toBeUndefined();
});

test("generated code that is not committed is refused, file by file", async () => {
  await using given = await tree(true);
  const generated = join(given.root, "packages/schema/src/generated");
  await write(join(generated, "zod.gen.js"), "export const changed = 1;\n");
  await write(join(generated, "deep/new.gen.js"), "export {};\n");
  await expect(requireGeneratedCode(given.root)).rejects.toThrow(
    [
      "invalid release: expected generated code that is committed, received changes in",
      "  packages/schema/src/generated/zod.gen.js (changed)",
      "  packages/schema/src/generated/deep/new.gen.js (new)",
      "Run `npm run generate`, commit what it changes, and publish again.",
    ].join("\n"),
  );
  await rm(join(generated, "zod.gen.js"));
  await expect(requireGeneratedCode(given.root)).rejects.toThrow("zod.gen.js (deleted)");
});

test("generated code that is staged is not committed", async () => {
  await using given = await tree(true);
  await write(join(given.root, "packages/schema/src/generated/zod.gen.js"), "export const changed = 1;\n");
  given.git("add", ".");
  await expect(requireGeneratedCode(given.root)).rejects.toThrow("zod.gen.js (changed)");
});

test("generated code that its source no longer gives is refused with what the generator says", async () => {
  await using given = await tree(false);
  await expect(requireGeneratedCode(given.root)).rejects.toThrow(
    [
      "invalid release: expected generated code that is what openapi/ gives, received",
      "    stale zod.gen.js",
      "Run `npm run generate`, commit what it changes, and publish again.",
    ].join("\n"),
  );
});
