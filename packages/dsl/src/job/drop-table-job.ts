import { type MemberRules, missingOf } from "../definition-builder.ts";
import { createDropTableJobProps, DropTableJobBase, type DropTableJobProps } from "../generated/builders.gen.ts";
import { parseFlag } from "../parse-job-options.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import { beginJob } from "./begin-job.ts";
import type { DropTableJobNode } from "./job-node.ts";
import { targetOf } from "./parse-target.ts";

/** The parts that a job that deletes a table needs. */
export type DropTableJobMissing = "table";

/** What to call for each part that is missing; the text that type errors show. */
interface DropTableJobCalls {
  readonly table: "call .table(name)";
}

const rules: MemberRules<DropTableJobProps> = { softDelete: (on) => parseFlag("soft", on) };

const calls: DropTableJobCalls = { table: "call .table(name)" };

/**
 * A job that deletes a table with all of its rows, being described. Every method returns a new builder. It is complete
 * with a table.
 */
export class DropTableJobBuilder<
  TMissing extends DropTableJobMissing = DropTableJobMissing,
> extends DropTableJobBase<DropTableJobNode> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly " incomplete": DropTableJobCalls[TMissing];

  protected override get rules(): MemberRules<DropTableJobProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    const { target } = this.parts;
    return missingOf(calls, { table: target });
  }

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
  return new DropTableJobBuilder({ start: beginJob(id, dropTableJob), request: createDropTableJobProps() });
}
