import type { Artifact } from "../emit/artifact.ts";
import type { ProjectAbout } from "../project/project.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";

/** A definition with whoever answers for it, and what else the manifest says of it. */
export interface OwnedDefinition extends Pick<Artifact, "about"> {
  readonly definition: ResolvedDefinition;
  readonly owner: string;
}

/** What a definition says of itself, then what its project says of all, then its package. */
export function ownedBy(definition: ResolvedDefinition, project: ProjectAbout): OwnedDefinition {
  const { about: said } = definition.node;
  const owner = said?.owner ?? project.owner ?? definition.owner;
  if (said === undefined && project.contact === undefined && project.tags === undefined) return { definition, owner };
  // Another owner than that of the project is not reached where the project is.
  const contact = said?.contact ?? (said?.owner === undefined ? project.contact : undefined);
  const tags = [...new Set([...(project.tags ?? []), ...(said?.tags ?? [])])];
  const about = {
    ...(contact !== undefined && { contact }),
    ...(tags.length > 0 && { tags }),
    ...(said?.internal && { internal: true as const }),
    ...(said?.writers && { writers: said.writers }),
  };
  return { definition, owner, ...(Object.keys(about).length > 0 && { about }) };
}
