import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compileProject } from "../build/compile-project.ts";
import { loadProject } from "../load/load-project.ts";
import { planWrite } from "../write/plan-write.ts";
import { writeArtifacts } from "../write/write-artifacts.ts";
import { conditions } from "./temporary-project.ts";

/** A package of definitions for a test. */
export interface TestPackage {
  readonly name: string;
  /** @default "1.0.0" */
  readonly version?: string;
  /** What `definitions/index.ts` holds, which is what the package exports. */
  readonly source: string;
  /** More of its `package.json`. */
  readonly manifest?: object;
  readonly files?: Readonly<Record<string, string>>;
  /** @default "node_modules/<name>" */
  readonly folder?: string;
  /** @default true */
  readonly built?: boolean;
}

/** Builds a package of definitions and installs it for a project. Returns its folder. */
export async function installPackage(cwd: string, given: TestPackage): Promise<string> {
  const { name, version = "1.0.0", source, manifest = {}, files = {}, built = true } = given;
  // Built outside of node_modules, where definitions are not searched.
  const made = join(cwd, "..", `${name.replaceAll("/", "-")}-${crypto.randomUUID()}`);
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(made, path)), { recursive: true });
    await writeFile(join(made, path), text);
  };
  const exports = { ".": "./definitions/index.ts" };
  const peerDependencies = { "@starfix/dsl": "*" };
  await write(
    "package.json",
    JSON.stringify({ name, version, type: "module", exports, peerDependencies, ...manifest }),
  );
  await write("definitions/index.ts", source);
  for (const [path, text] of Object.entries(files)) await write(path, text);
  if (built) {
    const project = await loadProject({ cwd: made, conditions });
    const { files: outputs, issues } = await compileProject(project, { conditions });
    if (outputs.length === 0) throw new Error(`the package does not compile: ${JSON.stringify(issues)}`);
    await writeArtifacts(await planWrite(project.out, outputs));
  }
  const folder = join(cwd, given.folder ?? `node_modules/${name}`);
  await mkdir(dirname(folder), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(made, folder);
  return folder;
}
