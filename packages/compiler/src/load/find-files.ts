import { glob } from "tinyglobby";
import type { Project } from "../project/project.ts";

const ignore = ["**/node_modules/**", "**/*.test.ts", "**/*.test-d.ts", "**/*.d.ts"];

/** The definition files of a project, by absolute path, ordered by code unit, which no locale changes. */
export async function findDefinitionFiles({
  cwd,
  definitions,
}: Pick<Project, "cwd" | "definitions">): Promise<readonly string[]> {
  const found = await glob([...definitions], { cwd, absolute: true, ignore });
  return found.sort();
}
