import type { ObjectStoreConnection } from "../connection/connection-definition.ts";
import { type MemberRules, missingOf } from "../definition-builder.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import { createSqlJobProps, SqlJobBase, type SqlJobProps } from "../generated/builders.gen.ts";
import { parseContext, parseFlag } from "../parse-job-options.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import { beginJob } from "./begin-job.ts";
import type { SqlJobNode } from "./job-node.ts";
import { type ParameterValue, parseParameters } from "./parse-parameters.ts";
import { countQuestionMarks, parseStatement } from "./sql-statement.ts";
import { SqlText } from "./sql-text.ts";

/** The parts that a SQL job needs. */
export type SqlJobMissing = "query";

/** What to call for each part that is missing; the text that type errors show. */
interface SqlJobCalls {
  readonly query: "call .query(sql)";
}

const noParts: Pick<SqlJobNode, "parameters" | "uses"> = Object.freeze({ parameters: [], uses: [] });

const rules: MemberRules<SqlJobProps> = {
  context: parseContext,
  createTableIfNotExists: (on) => parseFlag("createIfMissing", on),
};

const calls: SqlJobCalls = { query: "call .query(sql)" };

/**
 * A SQL job, being described: one statement names the source and the target. Every method returns a new builder. It is
 * complete with a statement.
 */
export class SqlJobBuilder<TMissing extends SqlJobMissing = SqlJobMissing> extends SqlJobBase<SqlJobNode> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly " incomplete": SqlJobCalls[TMissing];

  protected override get rules(): MemberRules<SqlJobProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    return missingOf(calls, { query: this.parts.query });
  }

  protected override check({ id, query, parameters }: SqlJobNode): void {
    const marks = countQuestionMarks(query);
    if (marks === parameters.length) return;
    const name = id === undefined ? "" : ` ${JSON.stringify(id)}`;
    throw new DefinitionError(
      `invalid parameters of job${name}: expected ${marks}, one for each question mark of the statement, received ${parameters.length}`,
      { method: "parameters" },
    );
  }

  /**
   * Gives the statement: one `INSERT INTO` or `REPLACE INTO` with `PARTITIONED BY`, as text or as `` sql`…` ``, which puts
   * values and declared tables in. Calling it again replaces the earlier statement.
   *
   * @example
   * .query('REPLACE INTO "Cities" OVERWRITE ALL SELECT "__time", "city" FROM "Koalas" PARTITIONED BY ALL')
   * // => { "query": "REPLACE INTO \"Cities\" OVERWRITE ALL SELECT …", … }
   *
   * @throws DefinitionError for another kind of statement, or more than one.
   */
  query(statement: string | SqlText): SqlJobBuilder<Exclude<TMissing, "query">> {
    const query = parseStatement(statement instanceof SqlText ? statement.text : statement);
    const tables = statement instanceof SqlText ? statement.tables : [];
    return this.with({ query, uses: Object.freeze([...(this.parts.uses ?? []), ...tables]) });
  }

  /**
   * Gives values for the question marks of the statement, in order. A text is a VARCHAR, a number a BIGINT or a DOUBLE;
   * `{ type, value }` states another type. Calling it again replaces the earlier values.
   *
   * @example
   * .parameters("Perth", 7)
   * // => { "parameters": [{ "type": "VARCHAR", "value": "Perth" }, { "type": "BIGINT", "value": 7 }], … }
   */
  parameters(...values: readonly ParameterValue[]): this {
    return this.with({ parameters: parseParameters(values) });
  }

  /**
   * Names tables and connections that the statement uses, so that they are applied before it. Tables that stand in
   * `` sql`…` `` are known already.
   *
   * @example
   * .uses(demo)
   * // => in the manifest: "dependsOn": ["connection:demo-conn"]
   */
  uses(...definitions: readonly (ObjectStoreConnection | TableDefinition)[]): this {
    const nodes = definitions.map((definition) =>
      typeof definition?.toNode === "function"
        ? definition.toNode()
        : refuse("uses", "a connection or a table that is declared in code", definition),
    );
    return this.with({ uses: Object.freeze([...(this.parts.uses ?? []), ...nodes]) });
  }
}

/**
 * Begins a SQL job: it writes a table by one SQL statement, which names its source and its target itself.
 *
 * @param id Names the artifact: 1 to 64 ASCII letters, digits and the characters `. _ -`. Without one, the name under which the job is exported does.
 *
 * @example
 * sqlJob("cities").query('REPLACE INTO "Cities" OVERWRITE ALL SELECT "__time", "city" FROM "Koalas" PARTITIONED BY ALL')
 * // => { "type": "sql", "query": "REPLACE INTO \"Cities\" OVERWRITE ALL SELECT …" }
 *
 * @throws DefinitionError for an id that is not of these characters.
 */
export function sqlJob(id?: string): SqlJobBuilder {
  return new SqlJobBuilder({ start: beginJob(id, sqlJob), request: createSqlJobProps(), parts: noParts });
}
