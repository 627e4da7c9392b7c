import type { Artifact } from "../emit/artifact.ts";
import type { ProjectAbout } from "../project/project.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";

/** A definition with its owner and the other facts of its manifest entry. */
export interface OwnedDefinition extends Pick<Artifact, "about"> {
  readonly definition: ResolvedDefinition;
  readonly owner: string;
}

/** Owner, contact and tags as given by the definition itself, else by the settings, else by its package. */
export function ownedBy(definition: ResolvedDefinition, project: ProjectAbout): OwnedDefinition {
  const { about: own } = definition.node;
  const owner = own?.owner ?? project.owner ?? definition.owner;
  if (own === undefined && project.contact === undefined && project.tags === undefined) return { definition, owner };
  // The contact of the project is not that of another owner.
  const contact = own?.contact ?? (own?.owner === undefined ? project.contact : undefined);
  const tags = [...new Set([...(project.tags ?? []), ...(own?.tags ?? [])])];
  const about = {
    ...(contact !== undefined && { contact }),
    ...(tags.length > 0 && { tags }),
    ...(own?.internal && { internal: true as const }),
    ...(own?.writers && { writers: own.writers }),
    ...(own?.allowed && { allowed: own.allowed }),
  };
  return { definition, owner, ...(Object.keys(about).length > 0 && { about }) };
}
