import type { EngineColumn, InputField, JobPlan, PlannedMapping, Refusal } from "@starfix/engine";
import type { ExprNode } from "@starfix/expr";
import { parseTime } from "../functions/time-parse.ts";
import type { StoredColumn, StoredTable, StoredType } from "../storage/stored-table.ts";
import { condition } from "../translate/compare.ts";
import { type Scope, translate } from "../translate/translate.ts";
import { RefusedError, refuseExpression, refuseType, type Translated } from "../translate/translated.ts";
import type { StagedType } from "./column-buffer.ts";

/** A staged column: a field as read, or the time that TIME_PARSE finds in it. */
export interface StagedField {
  readonly field: InputField;
  readonly type: StagedType;
  readonly convert?: (value: string) => number | bigint | null;
}

export interface TranslatedMapping {
  readonly column: StoredColumn;
  /** The value as it is stored. */
  readonly sql: string;
  readonly aggregate: boolean;
}

/** A plan in DuckDB SQL over the staging table. `__time` is the first mapping. */
export interface TranslatedPlan {
  readonly staged: readonly StagedField[];
  readonly filter: string | undefined;
  readonly mappings: readonly TranslatedMapping[];
}

const STAGED_TYPES: Readonly<Partial<Record<InputField["dataType"], StagedType>>> = {
  string: "VARCHAR",
  varchar: "VARCHAR",
  long: "BIGINT",
  bigint: "BIGINT",
  double: "DOUBLE",
  float: "FLOAT",
};

/** Translates a plan, or names everything of it that is not reproduced exactly. */
export function translatePlan(
  plan: JobPlan,
): { readonly plan: TranslatedPlan } | { readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const attempt = <TResult>(pointer: string | undefined, work: () => TResult): TResult | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refusals.push(pointer === undefined ? error.refusal : { ...error.refusal, pointer });
      return undefined;
    }
  };
  const staged = new StagedFields(plan.input);
  const rows: Scope = {
    column: (name) => staged.column(name),
    precomputed: (node) => staged.precomputed(node),
    aggregates: false,
  };
  const filter = attempt("/filterExpression", () =>
    plan.filter === undefined ? undefined : condition("the filter", translate(plan.filter, rows)).sql,
  );
  const mappings = timeFirst(plan.mappings).flatMap((mapping) => {
    const scope = { ...rows, aggregates: mapping.aggregate };
    return attempt(mapping.pointer, () => translateMapping(mapping, translate(mapping.expression, scope))) ?? [];
  });
  return refusals.length > 0 ? { refusals } : { plan: { staged: staged.all, filter, mappings } };
}

function timeFirst(mappings: readonly PlannedMapping[]): readonly PlannedMapping[] {
  const isTime = (mapping: PlannedMapping): boolean => mapping.column === "__time";
  return [...mappings.filter(isTime), ...mappings.filter((mapping) => !isTime(mapping))];
}

function translateMapping(mapping: PlannedMapping, value: Translated): TranslatedMapping {
  const type = storedType(mapping.column, value);
  if (mapping.column === "__time" && type !== "TIMESTAMP") {
    refuseExpression(
      "__time",
      `__time takes a TIMESTAMP, received ${value.type}; wrap it in TIME_PARSE or MILLIS_TO_TIMESTAMP`,
    );
  }
  const role: EngineColumn["role"] = mapping.aggregate ? "measure" : "dimension";
  return { column: { name: mapping.column, type, role }, sql: storedSql(value), aggregate: mapping.aggregate };
}

/** Only `__time` stays a TIMESTAMP; Druid stores any other time as the number of its milliseconds. */
function storedType(column: string, { type }: Translated): StoredType {
  if (type === "BOOLEAN" || (type === "TIMESTAMP" && column !== "__time")) return "BIGINT";
  return type === "NULL" ? "VARCHAR" : type;
}

/** As Druid stores it: a condition as 1 or 0, a FLOAT in 32 bits. */
function storedSql({ sql, type }: Translated): string {
  if (type === "BOOLEAN") return `CAST(${sql} AS BIGINT)`;
  if (type === "FLOAT") return `CAST(starfix_round_float(${sql}) AS FLOAT)`;
  return type === "NULL" ? "CAST(NULL AS VARCHAR)" : sql;
}

/** Hands out the columns of the staging table as expressions ask for them; a field that none reads is not staged. */
class StagedFields {
  readonly #input: ReadonlyMap<string, InputField>;
  readonly #places = new Map<string, number>();
  readonly all: StagedField[] = [];

  constructor(input: readonly InputField[]) {
    this.#input = new Map(input.map((field) => [field.name, field]));
  }

  column(name: string): Translated {
    const field = this.#field(name);
    const type = STAGED_TYPES[field.dataType];
    if (type === undefined) return refuseType(field.dataType);
    const place = this.#stage(`field ${name}`, { field, type });
    return { sql: type === "FLOAT" ? `CAST(s${place} AS DOUBLE)` : `s${place}`, type, mayFail: false };
  }

  /** Times are read while the record is at hand: a number is staged instead of a text, and DuckDB has no call to make. */
  precomputed(node: ExprNode): Translated | undefined {
    if (node.kind !== "call" || node.function !== "TIME_PARSE" || node.args.length !== 1) return undefined;
    const [argument] = node.args;
    if (argument?.kind !== "column") return undefined;
    const field = this.#field(argument.name);
    if (STAGED_TYPES[field.dataType] !== "VARCHAR") return undefined;
    const place = this.#stage(`time ${argument.name}`, {
      field,
      type: "BIGINT",
      convert: (text) => parseTime(text) ?? null,
    });
    return { sql: `s${place}`, type: "TIMESTAMP", mayFail: false };
  }

  #field(name: string): InputField {
    const field = this.#input.get(name);
    return field ?? refuseExpression(name, `unknown column ${JSON.stringify(name)}: it is not in the input schema`);
  }

  #stage(key: string, field: StagedField): number {
    const place = this.#places.get(key) ?? this.all.push(field) - 1;
    this.#places.set(key, place);
    return place;
  }
}

/** The columns that the table has after the job, or why the job and the table do not fit. */
export function mergeColumns(
  plan: Pick<JobPlan, "table" | "aggregates">,
  mappings: readonly TranslatedMapping[],
  table: StoredTable | undefined,
): { readonly columns: readonly StoredColumn[] } | { readonly refusal: Refusal } {
  const wanted = mappings.map((mapping) => mapping.column);
  if (table === undefined) return { columns: wanted };
  const mismatch = (name: string, message: string): { readonly refusal: Refusal } => ({
    refusal: { code: "table_mismatch", name, message: `table ${JSON.stringify(plan.table)}: ${message}` },
  });
  if (table.aggregate !== plan.aggregates) {
    const [has, gives] = table.aggregate ? ["aggregate", "detail"] : ["detail", "aggregated"];
    return mismatch(
      plan.table,
      `it is ${has === "aggregate" ? "an aggregate" : "a detail"} table, and the job gives ${gives} rows`,
    );
  }
  for (const column of wanted) {
    const there = table.columns.find((other) => other.name === column.name);
    if (there === undefined || (there.type === column.type && there.role === column.role)) continue;
    return mismatch(
      column.name,
      `column ${JSON.stringify(column.name)} is a ${there.role} of type ${there.type}, and the job gives a ${column.role} of type ${column.type}`,
    );
  }
  const known = new Set(table.columns.map((column) => column.name));
  return { columns: [...table.columns, ...wanted.filter((column) => !known.has(column.name))] };
}
