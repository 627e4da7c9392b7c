import type { Interval } from "@starfix/expr";
import { type Alone, type Choice, type MemberRules, missingOf } from "../definition-builder.ts";
import { createDeleteDataJobProps, DeleteDataJobBase, type DeleteDataJobProps } from "../generated/builders.gen.ts";
import { parseFlag } from "../parse-job-options.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import { parseIntervals } from "../time/parse-interval.ts";
import { beginJob } from "./begin-job.ts";
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

const byIntervals: Choice = { group: "rows", method: "intervals", given: "rows are selected" };
const byAll: Choice = { group: "rows", method: "all", given: "rows are selected" };

const rules: MemberRules<DeleteDataJobProps> = { softDelete: (on) => parseFlag("soft", on) };

const calls: DeleteDataJobCalls = {
  table: "call .table(name)",
  rows: 'call .intervals("start/end") or .all()',
};

/**
 * A job that deletes rows, being described; the table stays. Every method returns a new builder. It is complete with a
 * table and either intervals or `.all()`.
 */
export class DeleteDataJobBuilder<
  TMissing extends DeleteDataJobMissing = DeleteDataJobMissing,
  TGiven extends string = never,
> extends DeleteDataJobBase<DeleteDataJobNode> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly " incomplete": DeleteDataJobCalls[TMissing];

  protected override get rules(): MemberRules<DeleteDataJobProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    const { target, rows } = this.parts;
    return missingOf(calls, { table: target, rows });
  }

  /**
   * Names the table whose rows go. Calling it again replaces the earlier table.
   *
   * @example
   * deleteDataJob("forget").table("Koalas")
   * // => { "target": { "type": "table", "tableName": "Koalas", … }, … }
   */
  table(table: string | TableDefinition): DeleteDataJobBuilder<Exclude<TMissing, "table">, TGiven> {
    return this.with({ target: targetOf(table) });
  }

  /**
   * Deletes the rows of ISO 8601 intervals of `__time`. It contradicts `.all()`; calling it again
   * replaces the earlier intervals.
   *
   * @example
   * .intervals("2026-01-01/2026-02-01")
   * // => { "target": { …, "intervals": ["2026-01-01/2026-02-01"] }, … }
   */
  intervals(
    this: Alone<TGiven, "all", unknown, "rows are selected">,
    ...intervals: readonly [Interval, ...Interval[]]
  ): DeleteDataJobBuilder<Exclude<TMissing, "rows">, TGiven | "intervals">;
  intervals(...intervals: readonly Interval[]): unknown {
    return this.with({ rows: Object.freeze({ intervals: parseIntervals(intervals) }) }, byIntervals);
  }

  /**
   * Deletes all rows. It contradicts `.intervals()`.
   *
   * @example
   * .all()
   * // => { "deleteAll": true, … }
   */
  all(
    this: Alone<TGiven, "intervals", unknown, "rows are selected">,
  ): DeleteDataJobBuilder<Exclude<TMissing, "rows">, TGiven | "all">;
  all(): unknown {
    return this.with({ rows: "all" }, byAll);
  }

  /**
   * Touches only segments of these versions, each the time that one was written; without it all. Calling it again replaces
   * the earlier versions.
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
  return new DeleteDataJobBuilder({ start: beginJob(id, deleteDataJob), request: createDeleteDataJobProps() });
}
