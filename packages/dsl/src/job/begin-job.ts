import { begin, type DefinitionStart } from "../definition-builder.ts";
import { parseName } from "../parse-name.ts";

/** The start of a job, at the place from which `entry` was called. */
export function beginJob(id: string | undefined, entry: (...args: never[]) => unknown): DefinitionStart {
  return begin("job", id === undefined ? undefined : parseName("job id", id), entry);
}
