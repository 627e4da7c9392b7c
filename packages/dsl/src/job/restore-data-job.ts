import type { Interval } from "@starfix/expr";
import { missingOf } from "../definition-builder.ts";
import { createRestoreDataJobProps, RestoreDataJobBase } from "../generated/builders.gen.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import { parseInterval } from "../time/parse-interval.ts";
import { beginJob } from "./begin-job.ts";
import type { RestoreDataJobNode } from "./job-node.ts";
import { targetOf } from "./parse-target.ts";
import { parseVersions } from "./parse-versions.ts";

/** The parts that a job that brings rows back needs. */
export type RestoreDataJobMissing = "table" | "interval";

/** What to call for each part that is missing; the text that type errors show. */
interface RestoreDataJobCalls {
  readonly table: "call .table(name)";
  readonly interval: 'call .interval("start/end")';
}

const calls: RestoreDataJobCalls = {
  table: "call .table(name)",
  interval: 'call .interval("start/end")',
};

/**
 * A job that brings back rows that were deleted softly or replaced, being described. Every method returns a new builder.
 * It is complete with a table and an interval.
 */
export class RestoreDataJobBuilder<
  TMissing extends RestoreDataJobMissing = RestoreDataJobMissing,
> extends RestoreDataJobBase<RestoreDataJobNode> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly " incomplete": RestoreDataJobCalls[TMissing];

  protected override missing(): readonly string[] {
    const { target, interval } = this.parts;
    return missingOf(calls, { table: target, interval });
  }

  /**
   * Names the table whose rows come back. Calling it again replaces the earlier table.
   *
   * @example
   * restoreDataJob("restore-january").table("Koalas")
   * // => { "target": { "type": "table", "tableName": "Koalas" }, … }
   */
  table(table: string | TableDefinition): RestoreDataJobBuilder<Exclude<TMissing, "table">> {
    return this.with({ target: targetOf(table) });
  }

  /**
   * Brings back the rows of one ISO 8601 interval of `__time`. Calling it again replaces the earlier interval.
   *
   * @example
   * .interval("2026-01-01/2026-02-01")
   * // => { "interval": "2026-01-01/2026-02-01", … }
   */
  interval(interval: Interval): RestoreDataJobBuilder<Exclude<TMissing, "interval">> {
    return this.with({ interval: parseInterval(interval) });
  }

  /**
   * Brings back only segments of these versions, each the time that one was written; without it all. Calling it again
   * replaces the earlier versions.
   *
   * @example
   * .versions("2026-01-01T12:00:00.460Z")
   * // => { "versions": ["2026-01-01T12:00:00.460Z"], … }
   */
  versions(...versions: readonly string[]): this {
    return this.set("versions", parseVersions(versions));
  }
}

/**
 * Begins a job that brings back rows that were deleted softly, at most 30 days ago, or replaced.
 *
 * @param id Names the artifact: 1 to 64 ASCII letters, digits and the characters `. _ -`. Without one, the name under which the job is exported does.
 *
 * @example
 * restoreDataJob("restore-january").table("Koalas").interval("2026-01-01/2026-02-01")
 * // => { "type": "restore_data", "target": { "type": "table", "tableName": "Koalas" },
 * //      "interval": "2026-01-01/2026-02-01" }
 *
 * @throws DefinitionError for an id that is not of these characters.
 */
export function restoreDataJob(id?: string): RestoreDataJobBuilder {
  return new RestoreDataJobBuilder({ start: beginJob(id, restoreDataJob), request: createRestoreDataJobProps() });
}
