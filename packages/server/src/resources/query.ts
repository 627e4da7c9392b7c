import { QueryRefusedError } from "@starfix/engine";
import { ExprSyntaxError, parseQuery, type QueryNode } from "@starfix/expr/parse";
import type { SqlRequest } from "@starfix/schema";
import { zSqlRequest } from "@starfix/schema/zod";
import type { ServerContext, Services } from "../context.ts";
import { ApiError } from "../http/api-error.ts";
import { readJson } from "../http/read-json.ts";
import { checkRequest } from "../query/check-request.ts";
import { formatRows } from "../query/format-rows.ts";
import { SqlError, sqlErrorResponse } from "../query/sql-error.ts";
import { streamResponse } from "../query/stream-response.ts";

/** One SELECT, whose rows are sent as they come. */
export async function querySql({ engine: opening, log }: Services, context: ServerContext): Promise<Response> {
  const ended = new AbortController();
  const { signal } = context.req.raw;
  signal.addEventListener("abort", () => ended.abort(), { once: true });
  try {
    const request = await readRequest(context);
    const limit = checkRequest(request);
    const engine = await opening;
    const result = await engine.query(parse(request.query), ended.signal);
    const { header = false, resultFormat = "object", sqlTypesHeader = false, typesHeader = false } = request;
    const rows = formatRows(result, resultFormat, { header, sqlTypesHeader, typesHeader, limit });
    return await streamResponse(rows, ended, log);
  } catch (error) {
    if (error instanceof SqlError) return sqlErrorResponse(error);
    if (!(error instanceof QueryRefusedError)) throw error;
    const errorCode = error.code.startsWith("unsupported") ? "unsupported" : "invalidInput";
    return sqlErrorResponse(new SqlError(error.message, { errorCode }));
  }
}

/** A body that is wrong is answered in the SQL envelope too: it is the only one that the contract has for 400 here. */
async function readRequest(context: ServerContext): Promise<SqlRequest> {
  try {
    return await readJson<SqlRequest>(context.req.raw, zSqlRequest);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 400) throw error;
    const { details = [] } = error.options;
    const message = details.map((detail) => detail.message).join("; ");
    throw new SqlError(message, { context: { target: details.map((detail) => detail.target).join(" ") } });
  }
}

function parse(text: string): QueryNode {
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof ExprSyntaxError)) throw error;
    const { column, line } = error;
    throw new SqlError(error.message, { context: { sourceType: "sql", line: String(line), column: String(column) } });
  }
}
