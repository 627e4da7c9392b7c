import type { Interval } from "@starfix/expr";
import type { CreateDeleteDataJobRequest } from "@starfix/schema";
import type { Definition } from "../definition.ts";
import { parseFlag } from "../parse-job-options.ts";
import type { Patch } from "../patch.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import { parseIntervals } from "../time/parse-interval.ts";
import { beginJob, JobBuilder, type JobProps } from "./job-builder.ts";
import type { DeleteDataJobNode } from "./job-node.ts";
import { targetOf } from "./parse-target.ts";
import { parseVersions } from "./parse-versions.ts";

/** The parts that a job that deletes rows needs. */
export type DeleteDataJobMissing = "table" | "rows";

/** What to call for each part that is missing; the text that type errors show. */
interface DeleteDataJobCalls {
  readonly table: "call .table(name)";
  readonly rows: 'call .intervals("start/end") or .all()';
}

const calls: DeleteDataJobCalls = {
  table: "call .table(name)",
  rows: 'call .intervals("start/end") or .all()',
};

type DeleteDataJobProps = JobProps<DeleteDataJobNode>;

/**
 * A job that deletes rows, being described; the table stays. Every method returns a new builder. It is complete with a
 * table and either intervals or `.all()`.
 */
export class DeleteDataJobBuilder<
  TMissing extends DeleteDataJobMissing = DeleteDataJobMissing,
> extends JobBuilder<DeleteDataJobProps> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly $incomplete: DeleteDataJobCalls[TMissing];

  /**
   * Names the table whose rows go. Calling it again replaces the earlier table.
   *
   * @example
   * deleteDataJob("forget").table("Koalas")
   * // => { "target": { "type": "table", "tableName": "Koalas", … }, … }
   */
  table(table: string | TableDefinition): DeleteDataJobBuilder<Exclude<TMissing, "table">> {
    return this.with({ target: targetOf(table) });
  }

  /**
   * Deletes the rows of ISO 8601 intervals of `__time`. It takes the place of earlier intervals and of `.all()`.
   *
   * @example
   * .intervals("2026-01-01/2026-02-01")
   * // => { "target": { …, "intervals": ["2026-01-01/2026-02-01"] }, … }
   */
  intervals(...intervals: readonly [Interval, ...Interval[]]): DeleteDataJobBuilder<Exclude<TMissing, "rows">> {
    return this.with({ rows: Object.freeze({ intervals: parseIntervals(intervals) }) });
  }

  /**
   * Deletes all rows. It takes the place of earlier intervals.
   *
   * @example
   * .all()
   * // => { "deleteAll": true, … }
   */
  all(): DeleteDataJobBuilder<Exclude<TMissing, "rows">> {
    return this.with({ rows: "all" });
  }

  /**
   * Keeps the rows for up to 30 days, in which `restoreDataJob()` brings them back; without it they are gone at once.
   *
   * @example
   * .soft()
   * // => { "softDelete": true, … }
   */
  soft(on: boolean = true): DeleteDataJobBuilder<TMissing> {
    return this.with({ softDelete: parseFlag("soft", on) });
  }

  /**
   * Touches only segments of these versions, each the time that one was written; without it all. Calling it again replaces
   * the earlier versions.
   *
   * @example
   * .versions("2026-01-01T12:00:00.460Z")
   * // => { "versions": ["2026-01-01T12:00:00.460Z"], … }
   */
  versions(...versions: readonly string[]): DeleteDataJobBuilder<TMissing> {
    return this.with({ versions: parseVersions(versions) });
  }

  /**
   * Changes the request when it is whole, for what no method says. Calling it again adds a change. What it gives is held
   * against the contract like all else.
   *
   * @example
   * .patch((json) => ({ ...json, softDelete: true }))
   * // => { "softDelete": true, … }
   */
  patch(change: Patch<CreateDeleteDataJobRequest>): DeleteDataJobBuilder<TMissing> {
    return this.withPatch(change);
  }

  /**
   * The job as frozen data: what the compiler takes.
   *
   * @throws DefinitionError that says what to call, when something is missing.
   */
  toNode(this: Definition<DeleteDataJobNode>): DeleteDataJobNode;
  toNode(): DeleteDataJobNode {
    const { target, rows } = this.props;
    return this.complete(calls, { table: target, rows });
  }
}

/**
 * Begins a job that deletes rows of a table. The table stays.
 *
 * @param id Names the artifact: 1 to 64 ASCII letters, digits and the characters `. _ -`. Without one, the name under which the job is exported does.
 *
 * @example
 * deleteDataJob("forget-january").table("Koalas").intervals("2026-01-01/2026-02-01").soft()
 * // => { "type": "delete_data", "target": { "type": "table", "tableName": "Koalas",
 * //      "intervals": ["2026-01-01/2026-02-01"] }, "softDelete": true }
 *
 * @throws DefinitionError for an id that is not of these characters.
 */
export function deleteDataJob(id?: string): DeleteDataJobBuilder {
  return new DeleteDataJobBuilder(beginJob("delete_data", id, deleteDataJob));
}
