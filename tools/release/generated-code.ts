import { join } from "node:path";
import { CommandError, run } from "./run.ts";

/** Generated code that is published, as git names paths: a pattern names files, not folders. */
export const GENERATED: readonly string[] = ["packages/*/src/generated/**"];

/** Generated code that is not what its source gives, or not what is committed: nothing is published then. */
export class GeneratedCodeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "GeneratedCodeError";
  }
}

/**
 * Throws a {@link GeneratedCodeError} that names the files when generated code has changes that are not committed, or
 * when the contract would now give something else.
 */
export async function requireGeneratedCode(root: string): Promise<void> {
  const status = await run("git", ["status", "--porcelain", "--untracked-files=all", "--", ...GENERATED], {
    cwd: root,
  });
  const uncommitted = formatUncommitted(status);
  if (uncommitted !== undefined) throw new GeneratedCodeError(uncommitted);
  const schema = join(root, "packages/schema");
  try {
    await run(join(schema, "node_modules/.bin/starfix-codegen"), ["--check"], { cwd: schema });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new GeneratedCodeError(
      `invalid release: expected generated code that is what openapi/ gives, received\n${indent(error.output)}\nRun \`npm run generate\`, commit what it changes, and publish again.`,
    );
  }
}

/** The message for what `git status --porcelain` prints of generated code; nothing when it prints nothing. */
export function formatUncommitted(status: string): string | undefined {
  const files = status
    .split("\n")
    .filter((line) => line !== "")
    .map(
      (line) => `  ${line.slice(3)} (${line.startsWith("??") ? "new" : line.includes("D") ? "deleted" : "changed"})`,
    );
  if (files.length === 0) return undefined;
  return [
    "invalid release: expected generated code that is committed, received changes in",
    ...files,
    "Run `npm run generate`, commit what it changes, and publish again.",
  ].join("\n");
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, "  ");
}
