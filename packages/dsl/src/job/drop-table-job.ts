import type { CreateDropTableJobRequest } from "@starfix/schema";
import type { Definition } from "../definition.ts";
import { parseFlag } from "../parse-job-options.ts";
import type { Patch } from "../patch.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import { beginJob, JobBuilder, type JobProps } from "./job-builder.ts";
import type { DropTableJobNode } from "./job-node.ts";
import { targetOf } from "./parse-target.ts";

/** The parts that a job that deletes a table needs. */
export type DropTableJobMissing = "table";

/** What to call for each part that is missing; the text that type errors show. */
interface DropTableJobCalls {
  readonly table: "call .table(name)";
}

const calls: DropTableJobCalls = { table: "call .table(name)" };

type DropTableJobProps = JobProps<DropTableJobNode>;

/**
 * A job that deletes a table with all of its rows, being described. Every method returns a new builder. It is complete
 * with a table.
 */
export class DropTableJobBuilder<
  TMissing extends DropTableJobMissing = DropTableJobMissing,
> extends JobBuilder<DropTableJobProps> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly $incomplete: DropTableJobCalls[TMissing];

  /**
   * Names the table that goes. Calling it again replaces the earlier table.
   *
   * @example
   * dropTableJob("drop-koalas").table("Koalas")
   * // => { "target": { "type": "table", "tableName": "Koalas" }, … }
   */
  table(table: string | TableDefinition): DropTableJobBuilder<Exclude<TMissing, "table">> {
    return this.with({ target: targetOf(table) });
  }

  /**
   * Keeps the rows for up to 30 days, in which `restoreDataJob()` brings them back; without it they are gone at once.
   *
   * @example
   * .soft()
   * // => { "softDelete": true, … }
   */
  soft(on: boolean = true): DropTableJobBuilder<TMissing> {
    return this.with({ softDelete: parseFlag("soft", on) });
  }

  /**
   * Changes the request when it is whole, for what no method says. Calling it again adds a change. What it gives is held
   * against the contract like all else.
   *
   * @example
   * .patch((json) => ({ ...json, softDelete: true }))
   * // => { "softDelete": true, … }
   */
  patch(change: Patch<CreateDropTableJobRequest>): DropTableJobBuilder<TMissing> {
    return this.withPatch(change);
  }

  /**
   * The job as frozen data: what the compiler takes.
   *
   * @throws DefinitionError that says what to call, when something is missing.
   */
  toNode(this: Definition<DropTableJobNode>): DropTableJobNode;
  toNode(): DropTableJobNode {
    const { target } = this.props;
    return this.complete(calls, { table: target });
  }
}

/**
 * Begins a job that deletes a table with all of its rows. There is no other way to delete a table.
 *
 * @param id Names the artifact: 1 to 64 ASCII letters, digits and the characters `. _ -`. Without one, the name under which the job is exported does.
 *
 * @example
 * dropTableJob("drop-koalas").table("Koalas").soft()
 * // => { "type": "drop_table", "target": { "type": "table", "tableName": "Koalas" }, "softDelete": true }
 *
 * @throws DefinitionError for an id that is not of these characters.
 */
export function dropTableJob(id?: string): DropTableJobBuilder {
  return new DropTableJobBuilder(beginJob("drop_table", id, dropTableJob));
}
