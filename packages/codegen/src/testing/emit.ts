import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "../generate.ts";
import type { Issue } from "../issue.ts";
import type { TargetName } from "../targets/target-table.ts";

/** A folder that is deleted after the test. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), "codegen-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** The output of one target for a document given as an object, without the header. */
export async function emit(target: TargetName, document: object): Promise<string> {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "api.json"), JSON.stringify(document, null, 2));
  const { files, header } = await generate({ document: "api.json", cwd: folder.path, targets: [target] });
  return (files[0]?.text ?? "").slice(header.length + 1);
}

/** A document with only these component schemas. */
export function documentOf(schemas: object, rest: object = {}): object {
  return { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: {}, ...rest, components: { schemas } };
}

/** The warnings for a document. */
export async function diagnose(target: TargetName, document: object): Promise<readonly Issue[]> {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "api.json"), JSON.stringify(document, null, 2));
  return (await generate({ document: "api.json", cwd: folder.path, targets: [target] })).issues;
}
