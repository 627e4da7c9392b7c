import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileProject } from "../build/compile-project.ts";
import type { CompileResult } from "../compile/compile-result.ts";
import { loadProject } from "../load/load-project.ts";

/** Inside this package, so that definitions find `@starfix/dsl`. */
const root = fileURLToPath(new URL("../../.tmp/", import.meta.url));

/** A project folder for one test, deleted afterwards. */
export interface TemporaryProject extends AsyncDisposable {
  readonly cwd: string;
  write(path: string, text: string): Promise<void>;
  compile(): Promise<CompileResult>;
}

/** Packages resolve to their sources, as in all tests. */
export const conditions: readonly string[] = ["@starfix/source"];

/** Makes a project of files; the first lines of each import what definitions need. */
export async function temporaryProject(files: Readonly<Record<string, string>>): Promise<TemporaryProject> {
  const cwd = join(root, randomUUID());
  const project: TemporaryProject = {
    cwd,
    async write(path, text) {
      await mkdir(dirname(join(cwd, path)), { recursive: true });
      await replaceFile(join(cwd, path), text);
    },
    async compile() {
      return compileProject(await loadProject({ cwd, conditions }), { conditions });
    },
    async [Symbol.asyncDispose]() {
      await rm(cwd, { recursive: true, force: true });
    },
  };
  await mkdir(cwd, { recursive: true });
  for (const [path, text] of Object.entries(files)) await project.write(path, text);
  return project;
}

/** Writes atomically, so that a watch never sees half of a file. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}~`, text);
  await rename(`${path}~`, path);
}

/** A connection that is complete, on one line. */
export const demoConnection = `import { batchJob, max, s3Connection, secret, timeParse } from "@starfix/dsl";
export const demo = s3Connection("demo-conn").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/demo-role");
`;
