import type { SqlRequest, SqlResultFormat } from "@starfix/schema";
import { type CallOptions, type OperationRequest, querySql } from "@starfix/schema/operations";
import { ConnectionLostError } from "./network-error.ts";
import { readLines } from "./read-lines.ts";
import { requestOf } from "./request-of.ts";
import type { ClientTransport } from "./transport.ts";

/** A statement, or one with what belongs to it. The shape of the rows is the function's. */
export type SqlStatement = string | Pick<SqlRequest, "query" | "parameters" | "context">;

/** How a query is made, and how its rows are read. */
export interface QueryOptions<TRow> extends CallOptions {
  /**
   * Reads one row, such as a zod schema's `parse`. Its type is that of the rows, and what it throws the query throws.
   * @default the row as it came, of the type that the caller says
   */
  readonly row?: ((row: unknown) => TRow) | undefined;
  /**
   * Reads JSON. `JSON.parse` loses digits of integers beyond 2^53; give a parser that keeps them where that matters.
   * @default JSON.parse
   */
  readonly parse?: ((text: string) => unknown) | undefined;
}

/**
 * Runs a query and gives its rows as objects.
 *
 * @throws PolarisError for a statement that the service refuses; `code` is its `errorCode`, such as `invalidInput`.
 *
 * @example
 * await queryRows<{ city: string; n: number }>(client, 'SELECT "city", COUNT(*) AS "n" FROM "Koalas" GROUP BY 1');
 * // => [{ "city": "Sydney", "n": 2 }, …]
 */
export function queryRows<TRow = Record<string, unknown>>(
  transport: ClientTransport,
  sql: SqlStatement,
  options: QueryOptions<TRow> = {},
): Promise<TRow[]> {
  return readAll(transport, sql, "object", options);
}

/**
 * Runs a query and gives its rows as arrays of values, in the order of the columns.
 *
 * @example
 * await queryArrays<[city: string, n: number]>(client, 'SELECT "city", COUNT(*) FROM "Koalas" GROUP BY 1');
 * // => [["Sydney", 2], …]
 */
export function queryArrays<TRow = unknown[]>(
  transport: ClientTransport,
  sql: SqlStatement,
  options: QueryOptions<TRow> = {},
): Promise<TRow[]> {
  return readAll(transport, sql, "array", options);
}

/**
 * Runs a query and gives its rows as objects while they come, however many there are. Leaving the loop ends the query's
 * answer; `timeout` is the time until the first of them, and then from one piece of the answer to the next.
 *
 * @throws ConnectionLostError after the rows that came, when the answer breaks off.
 *
 * @example
 * for await (const { city } of streamRows<{ city: string }>(client, 'SELECT "city" FROM "Koalas"')) console.log(city);
 * // => Sydney …
 */
export function streamRows<TRow = Record<string, unknown>>(
  transport: ClientTransport,
  sql: SqlStatement,
  options: QueryOptions<TRow> = {},
): AsyncGenerator<TRow, void, undefined> {
  return readEach(transport, sql, "objectLines", options);
}

/**
 * Runs a query and gives its rows as arrays while they come, as {@link streamRows} does with objects.
 *
 * @example
 * for await (const [city] of streamArrays<[string]>(client, 'SELECT "city" FROM "Koalas"')) console.log(city);
 * // => Sydney …
 */
export function streamArrays<TRow = unknown[]>(
  transport: ClientTransport,
  sql: SqlStatement,
  options: QueryOptions<TRow> = {},
): AsyncGenerator<TRow, void, undefined> {
  return readEach(transport, sql, "arrayLines", options);
}

/**
 * Runs a query and gives its answer as CSV, the names of the columns first, without the empty line at its end.
 *
 * @throws ConnectionLostError when the answer breaks off.
 *
 * @example
 * await queryCsv(client, 'SELECT "city", COUNT(*) AS "n" FROM "Koalas" GROUP BY 1');
 * // => "city,n\nSydney,2\n"
 */
export async function queryCsv(
  transport: ClientTransport,
  sql: SqlStatement,
  options: CallOptions = {},
): Promise<string> {
  const request = unread(transport, sql, { resultFormat: "csv", header: true }, options);
  const text = await (await transport.request(request)).text();
  if (!/(?:^|\n)\r?\n$/.test(text)) throw new ConnectionLostError(request, "it broke off before its end");
  return text.replace(/\r?\n$/, "");
}

async function readAll<TRow>(
  transport: ClientTransport,
  sql: SqlStatement,
  resultFormat: SqlResultFormat,
  { row, parse, ...options }: QueryOptions<TRow>,
): Promise<TRow[]> {
  // Without a reader the caller says what the rows are.
  const rowOf = row ?? ((value: unknown) => value as TRow);
  const rows: unknown =
    parse === undefined
      ? await querySql(transport, { body: { ...statementOf(sql), resultFormat } }, options)
      : parse(await (await transport.request(unread(transport, sql, { resultFormat }, options))).text());
  if (!Array.isArray(rows)) throw new TypeError(`expected a list of rows, received ${typeof rows}`);
  return rows.map((value) => rowOf(value));
}

async function* readEach<TRow>(
  transport: ClientTransport,
  sql: SqlStatement,
  resultFormat: SqlResultFormat,
  { row, parse = JSON.parse, ...options }: QueryOptions<TRow>,
): AsyncGenerator<TRow, void, undefined> {
  const rowOf = row ?? ((value: unknown) => value as TRow);
  const request = unread(transport, sql, { resultFormat }, options);
  const { body } = await transport.request(request);
  const cutOff = (rows: number): Error => new ConnectionLostError(request, `it broke off after ${rows} rows`);
  for await (const line of readLines(body, cutOff)) yield rowOf(parse(line));
}

/** The request of a query whose answer is no JSON, or is read otherwise. */
function unread(
  transport: ClientTransport,
  sql: SqlStatement,
  format: Pick<SqlRequest, "resultFormat" | "header">,
  options: CallOptions,
): OperationRequest {
  const body = { ...statementOf(sql), ...format };
  return { ...requestOf(transport, (recorder) => querySql(recorder, { body }, options)), accept: "*/*" };
}

function statementOf(sql: SqlStatement): Pick<SqlRequest, "query" | "parameters" | "context"> {
  return typeof sql === "string" ? { query: sql } : sql;
}
