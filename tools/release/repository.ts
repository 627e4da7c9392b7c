import { writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { publicPackages } from "./packages.ts";

/** Where a release comes from, as npm requires it; nothing outside GitHub's workflows. */
export function repositoryOf(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = env;
  return server === undefined || name === undefined ? undefined : `git+${server}/${name}.git`;
}

/**
 * Writes into each package which repository it comes from: npm refuses provenance of a package that does not say so.
 * It is known when a release runs and not before, and a fork's release names the fork.
 */
export async function stampRepository(root: string, url: string): Promise<void> {
  for (const { folder, manifest } of await publicPackages(root)) {
    const directory = relative(root, folder).split(sep).join("/");
    const stamped = { ...manifest, repository: { type: "git", url, directory } };
    await writeFile(join(folder, "package.json"), `${JSON.stringify(stamped, null, 2)}\n`);
  }
}
