import type { AboutNode } from "@starfix/dsl";
import type { ProjectAbout } from "../project.ts";

/** Whose a definition is, for the manifest. Members that are not given are absent. */
export interface Ownership {
  readonly owner: string;
  readonly contact?: string;
  readonly tags?: readonly string[];
}

/** What a definition says of itself, then what its project says, then its package. */
export function ownershipOf(about: AboutNode | undefined, project: ProjectAbout, packageName: string): Ownership {
  const contact = about?.contact ?? project.contact;
  const tags = [...new Set([...(project.tags ?? []), ...(about?.tags ?? [])])];
  return {
    owner: about?.owner ?? project.owner ?? packageName,
    // Another owner than that of the project is not reached where the project is.
    ...(contact !== undefined && (about?.contact !== undefined || about?.owner === undefined) && { contact }),
    ...(tags.length > 0 && { tags }),
  };
}
