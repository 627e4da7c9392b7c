import { inputSqlTypes, isDataType, type Span } from "@starfix/expr";
import { type FunctionRelation, type KnownColumns, textOf } from "@starfix/expr/parse";
import { isJobSource } from "@starfix/schema/guards";
import { describeValue } from "../../issues/describe-value.ts";
import type { Report } from "../../issues/rule-issue.ts";
import type { RuleContext } from "../../rule-context.ts";
import { checkBatchSource } from "./check-source.ts";

/** Functions of Druid that read what is outside of the service. */
const EXTERNAL: ReadonlySet<string> = new Set([
  "HTTP",
  "S3",
  "LOCALFILES",
  "AZURESTORAGE",
  "GOOGLE",
  "DELTA",
  "ICEBERG",
]);

const EXPECTED = "inline data, or POLARIS_SOURCE with a connection of the project";

/** Checks a table function of a statement: what it reads, and that its JSON can be read. */
export function checkTableFunction(call: FunctionRelation, query: string, context: RuleContext, report: Report): void {
  if (call.name === "POLARIS_SOURCE") checkPolarisSource(call, query, context, report);
  else if (call.name === "EXTERN") checkExtern(call, query, report);
  else if (EXTERNAL.has(call.name)) {
    const facts = { expected: EXPECTED, received: `the function ${call.name}`, text: query };
    report("source_type", "/query", facts, { start: call.span.start, end: call.span.end });
  }
}

/** The columns of a source of the service. */
export function columnsOfSource(call: FunctionRelation): KnownColumns | undefined {
  if (call.name !== "POLARIS_SOURCE") return undefined;
  const source = parsed(textOf(call.args[0]?.value));
  if (!isJobSource(source) || !("inputSchema" in source)) return undefined;
  const fields = source.inputSchema ?? [];
  if (!fields.every(({ dataType }) => isDataType(dataType))) return undefined;
  return { columns: fields.map(({ name, dataType }) => ({ name, type: inputSqlTypes[dataType] })), closed: true };
}

function checkPolarisSource({ args }: FunctionRelation, query: string, context: RuleContext, report: Report): void {
  const argument = args[0];
  const text = textOf(argument?.value);
  if (argument === undefined || text === undefined) return;
  const { span } = argument;
  const source = parsed(text);
  const refuse = (received: string): void => {
    const expected =
      'the source of a job as JSON, such as {"type":"s3","connectionName":"…","objects":["…"],"inputSchema":[…]}';
    report("invalid_query", "/query", { expected, received, text: query }, span);
  };
  if (source === undefined) refuse("a text that is not JSON");
  else if (!isJobSource(source)) refuse("JSON that is none");
  else {
    checkBatchSource(source, context, (code, pointer, facts) => {
      report(code, "/query", { ...facts, text: query }, spanOf(pointer, query, span));
    });
  }
}

/** An input source and an input format of Druid, as JSON. The service reads only records that are in the statement. */
function checkExtern({ args }: FunctionRelation, query: string, report: Report): void {
  const named = new Map(
    args.map((arg, index) => [arg.name ?? ["INPUTSOURCE", "INPUTFORMAT", "SIGNATURE"][index], arg]),
  );
  for (const [name, { value, span }] of named) {
    const text = textOf(value);
    const json = parsed(text);
    if (text !== undefined && (typeof json !== "object" || json === null)) {
      const what =
        name === "SIGNATURE" ? "a list of columns" : name === "INPUTFORMAT" ? "an input format" : "an input source";
      report(
        "invalid_query",
        "/query",
        { expected: `${what} as JSON`, received: describeValue(text), text: query },
        span,
      );
    } else if (name === "INPUTSOURCE" && typeof json === "object" && json !== null && "type" in json) {
      if (json.type === "inline") continue;
      const facts = { expected: EXPECTED, received: describeValue(json.type), text: query };
      report("source_type", "/query", facts, spanOf("/source/type", query, span));
    }
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The place of a member in JSON text: its value where it is one; else the whole text. */
function spanOf(pointer: string, query: string, whole: Span): Span {
  const names = pointer.split("/").slice(2);
  let { start, end } = whole;
  for (const name of names) {
    if (/^\d+$/.test(name)) {
      const item = itemAt(query.slice(start, end), Number(name));
      if (item === undefined) return { start, end };
      [start, end] = [start + item.start, start + item.end];
      continue;
    }
    const member = new RegExp(`"${name}"\\s*:\\s*`).exec(query.slice(start, end));
    if (member === null) return { start, end };
    start += member.index + member[0].length;
    const value = /^(?:"(?:[^"\\\\]|\\\\.)*"|\[[^\]]*\]|[^,\]}']+)/.exec(query.slice(start, end));
    if (value !== null) end = start + value[0].length;
  }
  return { start, end };
}

/** A text in a list, by its index. */
function itemAt(list: string, index: number): Span | undefined {
  const items = [...list.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  const item = items[index];
  return item && { start: item.index, end: item.index + item[0].length };
}
