import { randomUUID } from "node:crypto";
import { type Cell, QueryRefusedError, type QueryResult } from "@starfix/engine";
import { printQuery, type QueryNode } from "@starfix/expr/parse";
import { sqlTypeOf } from "../catalog/sql-type-of.ts";
import { type DruidClient, DruidError } from "../druid-client.ts";
import { parseRow } from "./parse-row.ts";
import { readLines } from "./read-lines.ts";

/** Names, types of storage, types of SQL. */
const HEADERS = 3;

/** Passes a SELECT on to the broker, and its rows as they come. */
export async function runQuery(client: DruidClient, query: QueryNode, signal?: AbortSignal): Promise<QueryResult> {
  const queryId = randomUUID();
  const headers = { header: true, typesHeader: true, sqlTypesHeader: true };
  const body = { query: printQuery(query), resultFormat: "arrayLines", ...headers, context: { sqlQueryId: queryId } };
  const response = await client.sql(body, signal).catch((error: unknown) => {
    throw refusalOf(error) ?? error;
  });
  if (response.body === null) throw new DruidError("the answer to a query has no body", response.status);
  const batches = readLines(response.body, signal);
  const first: string[] = [];
  while (first.length < HEADERS) {
    const { value, done } = await batches.next();
    if (done === true) throw broken();
    first.push(...value);
  }
  const [names, , types] = first.slice(0, HEADERS).map(parseNames);
  const columns = (names ?? []).map((name, index) => ({ name, type: sqlTypeOf(types?.[index] ?? "OTHER") }));
  const rows = readRows(first.slice(HEADERS), batches, columns, () => client.cancelQuery(queryId));
  // A generator that has not begun would not see that it is stopped.
  await rows.next();
  return { columns, rows };
}

async function* readRows(
  first: readonly string[],
  batches: AsyncGenerator<readonly string[]>,
  columns: QueryResult["columns"],
  cancel: () => Promise<void>,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const types = columns.map((column) => column.type);
  let complete = false;
  try {
    yield [];
    for (let lines: readonly string[] = first; ; ) {
      const rows = lines.filter((line) => line !== "").map((line) => parseRow(line, types));
      if (rows.length > 0) yield rows;
      // An empty line comes last; without it the answer broke off.
      complete ||= lines.includes("");
      const { value, done } = await batches.next();
      if (done === true) break;
      lines = value;
    }
    if (!complete) throw broken();
  } finally {
    await batches.return(undefined);
    // A query that cannot be canceled ends by itself.
    if (!complete) await cancel().catch(() => {});
  }
}

function parseNames(line: string): readonly string[] {
  const names: unknown = JSON.parse(line);
  if (!Array.isArray(names)) throw new Error(`unexpected header of Druid: ${line}`);
  return names.map(String);
}

/** Druid answers 200 before the first row; what fails later ends the text in its middle. */
function broken(): QueryRefusedError {
  return new QueryRefusedError("invalid_query", "the query failed while its rows were read");
}

/** What is wrong with the query itself; undefined where something else failed. */
function refusalOf(error: unknown): QueryRefusedError | undefined {
  if (!(error instanceof DruidError)) return undefined;
  const { category, message } = error;
  if (/^Object '.*' not found/s.test(message)) return new QueryRefusedError("unknown_table", message);
  if (/^Column '.*' not found/s.test(message)) return new QueryRefusedError("unknown_column", message);
  if (category === "UNSUPPORTED" || message.includes("not supported"))
    return new QueryRefusedError("unsupported_expression", message);
  // A row on which an expression fails is reported as a failure at run time.
  const own = category === "INVALID_INPUT" || category === "UNCATEGORIZED" || category === "RUNTIME_FAILURE";
  return own ? new QueryRefusedError("invalid_query", message) : undefined;
}
