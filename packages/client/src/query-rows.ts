import type { SqlRequest, SqlResultFormat } from "@starfix/schema";
import { type CallOptions, type OperationRequest, querySql } from "@starfix/schema/operations";
import { ConnectionLostError } from "./network-error.ts";
import { readLines } from "./read-lines.ts";
import { requestOf } from "./request-of.ts";
import type { ClientTransport } from "./transport.ts";

/** A SQL statement, or a query request without the format of rows, which each function sets. */
export type SqlStatement = string | Pick<SqlRequest, "query" | "parameters" | "context">;

/** Options of a query. */
export interface QueryOptions<TRow> extends CallOptions {
  /**
   * Parses one row, such as a zod schema's `parse`. It determines the type of rows, and its errors are thrown by the query.
   * @default the row unchanged, of the type given by the caller
   */
  readonly row?: ((row: unknown) => TRow) | undefined;
  /**
   * Parses JSON. `JSON.parse` rounds integers beyond 2^53; use another parser if that matters.
   * @default JSON.parse
   */
  readonly parse?: ((text: string) => unknown) | undefined;
}

/**
 * Runs a query and returns its rows as objects.
 *
 * @throws PolarisError for an invalid statement; `code` is the service's `errorCode`, such as `invalidInput`.
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
 * Runs a query and returns its rows as arrays of values, in the order of the columns.
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
 * Runs a query and yields its rows as objects while they arrive. Leaving the loop cancels the response; `timeout` applies
 * to the time until the first row, and then between chunks of the response.
 *
 * @throws ConnectionLostError after the received rows, if the response is cut off.
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
 * Runs a query and yields its rows as arrays while they arrive, like {@link streamRows}.
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
 * Runs a query and returns the result as CSV, with a header line, and without the empty line at the end.
 *
 * @throws ConnectionLostError if the response is cut off.
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
  // Without a parser, the caller gives the type of rows.
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

/** The request of a query whose response is not parsed as one JSON value. */
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
