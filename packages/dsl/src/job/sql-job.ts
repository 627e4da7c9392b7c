import type { CreateSqlJobRequest } from "@starfix/schema";
import type { ObjectStoreConnection } from "../connection/connection-definition.ts";
import type { Definition } from "../definition.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import { parseContext, parseFlag } from "../parse-job-options.ts";
import type { Patch } from "../patch.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import { beginJob, JobBuilder, type JobProps } from "./job-builder.ts";
import type { JobContext, SqlJobNode } from "./job-node.ts";
import { type ParameterValue, parseParameters } from "./parse-parameters.ts";
import { countQuestionMarks, parseStatement } from "./sql-statement.ts";
import { SqlText } from "./sql-text.ts";

/** The parts that a SQL job needs. */
export type SqlJobMissing = "query";

/** What to call for each part that is missing; the text that type errors show. */
interface SqlJobCalls {
  readonly query: "call .query(sql)";
}

const calls: SqlJobCalls = { query: "call .query(sql)" };

type SqlJobProps = JobProps<SqlJobNode> & Pick<SqlJobNode, "parameters" | "uses">;

/**
 * A SQL job, being described: one statement names the source and the target. Every method returns a new builder. It is
 * complete with a statement.
 */
export class SqlJobBuilder<TMissing extends SqlJobMissing = SqlJobMissing> extends JobBuilder<SqlJobProps> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly $incomplete: SqlJobCalls[TMissing];

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
    return this.with({ query, uses: Object.freeze([...this.props.uses, ...tables]) });
  }

  /**
   * Gives values for the question marks of the statement, in order. A text is a VARCHAR, a number a BIGINT or a DOUBLE;
   * `{ type, value }` states another type. Calling it again replaces the earlier values.
   *
   * @example
   * .parameters("Perth", 7)
   * // => { "parameters": [{ "type": "VARCHAR", "value": "Perth" }, { "type": "BIGINT", "value": 7 }], … }
   */
  parameters(...values: readonly ParameterValue[]): SqlJobBuilder<TMissing> {
    return this.with({ parameters: parseParameters(values) });
  }

  /**
   * Makes the table from the statement when it is not there; without it a missing table is an error.
   *
   * @example
   * .createIfMissing()
   * // => { "createTableIfNotExists": true, … }
   */
  createIfMissing(on: boolean = true): SqlJobBuilder<TMissing> {
    return this.with({ createIfMissing: parseFlag("createIfMissing", on) });
  }

  /**
   * Names tables and connections that the statement uses, so that they are applied before it. Tables that stand in
   * `` sql`…` `` are known already.
   *
   * @example
   * .uses(demo)
   * // => in the manifest: "dependsOn": ["connection:demo-conn"]
   */
  uses(...definitions: readonly (ObjectStoreConnection | TableDefinition)[]): SqlJobBuilder<TMissing> {
    const nodes = definitions.map((definition) =>
      typeof definition?.toNode === "function"
        ? definition.toNode()
        : refuse("uses", "a connection or a table that is declared in code", definition),
    );
    return this.with({ uses: Object.freeze([...this.props.uses, ...nodes]) });
  }

  /**
   * Sets query context parameters for the run. Calling it again replaces the earlier ones.
   *
   * @example
   * .context({ sqlTimeZone: "Europe/Paris" })
   * // => { "context": { "sqlTimeZone": "Europe/Paris" }, … }
   */
  context(parameters: JobContext): SqlJobBuilder<TMissing> {
    return this.with({ context: parseContext(parameters) });
  }

  /**
   * Changes the request when it is whole, for what no method says. Calling it again adds a change. What it gives is held
   * against the contract like all else.
   *
   * @example
   * .patch((json) => ({ ...json, createTableIfNotExists: true }))
   * // => { "createTableIfNotExists": true, … }
   */
  patch(change: Patch<CreateSqlJobRequest>): SqlJobBuilder<TMissing> {
    return this.withPatch(change);
  }

  /**
   * The job as frozen data: what the compiler takes.
   *
   * @throws DefinitionError that says what to call, when something is missing, or when there are not as many values as
   * question marks.
   */
  toNode(this: Definition<SqlJobNode>): SqlJobNode;
  toNode(): SqlJobNode {
    const node: SqlJobNode = this.complete(calls, { query: this.props.query });
    const { id, parameters } = node;
    const marks = countQuestionMarks(node.query);
    if (marks !== parameters.length) {
      const name = id === undefined ? "" : ` ${JSON.stringify(id)}`;
      throw new DefinitionError(
        `invalid parameters of job${name}: expected ${marks}, one for each question mark of the statement, received ${parameters.length}`,
        { method: "parameters" },
      );
    }
    return node;
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
  return new SqlJobBuilder({ ...beginJob("sql", id, sqlJob), parameters: [], uses: [] });
}
