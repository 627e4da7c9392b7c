import type { EngineColumn, Refusal } from "@starfix/engine";
import type { ExprNode } from "@starfix/expr";
import type { CheckedMapping, CheckedTransform, InputField } from "@starfix/rules";
import type { StoredType } from "../storage/stored-table.ts";
import { condition } from "../translate/compare.ts";
import { type Scope, translate } from "../translate/translate.ts";
import {
  isNumber,
  leaf,
  RefusedError,
  refuseExpression,
  refuseType,
  type Translated,
} from "../translate/translated.ts";
import type { StagedField, StagedType, TranslatedJob, TranslatedMapping } from "./translated-job.ts";

const STAGED_TYPES: Readonly<Partial<Record<InputField["dataType"], StagedType>>> = {
  string: "VARCHAR",
  varchar: "VARCHAR",
  long: "BIGINT",
  bigint: "BIGINT",
  double: "DOUBLE",
  float: "FLOAT",
};

/** Translates what a job makes of records, or names everything in it that is not reproduced exactly. */
export function translateTransform(
  transform: CheckedTransform,
):
  | { readonly translated: Pick<TranslatedJob, "staged" | "filter" | "mappings"> }
  | { readonly refusals: readonly Refusal[] } {
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
  const staged = new StagedFields(transform.input);
  const rows: Scope = {
    column: (name) => staged.column(name),
    precomputed: (node) => staged.precomputed(node),
    aggregates: false,
  };
  const filter = attempt("/filterExpression", () =>
    transform.filter === undefined
      ? undefined
      : condition("the filter", translate(transform.filter.expression, rows)).sql,
  );
  const mappings = timeFirst(transform.mappings).flatMap((mapping) => {
    const scope = { ...rows, aggregates: mapping.aggregate };
    return attempt(mapping.pointer, () => translateMapping(mapping, translate(mapping.expression, scope))) ?? [];
  });
  if (refusals.length > 0) return { refusals };
  return { translated: { staged: staged.all, ...(filter !== undefined && { filter }), mappings } };
}

function timeFirst(mappings: readonly CheckedMapping[]): readonly CheckedMapping[] {
  const isTime = (mapping: CheckedMapping): boolean => mapping.column === "__time";
  return [...mappings.filter(isTime), ...mappings.filter((mapping) => !isTime(mapping))];
}

function translateMapping(mapping: CheckedMapping, value: Translated): TranslatedMapping {
  const type = storedType(mapping.column, value);
  if (mapping.column === "__time" && type !== "TIMESTAMP") {
    refuseExpression(
      "__time",
      `__time takes a TIMESTAMP, received ${value.type}; wrap it in TIME_PARSE or MILLIS_TO_TIMESTAMP`,
    );
  }
  const role: EngineColumn["role"] = mapping.aggregate ? "measure" : "dimension";
  const sql = storedSql(value);
  const converted = declaredType(mapping, value, type);
  const translated = { column: { name: mapping.column, type, role }, sql, aggregate: mapping.aggregate };
  if (converted === undefined) return translated;
  const double = `CAST(${sql} AS DOUBLE)`;
  return {
    column: { ...translated.column, type: converted },
    sql: converted === "FLOAT" ? `CAST(starfix_round_float(${double}) AS FLOAT)` : double,
    aggregate: mapping.aggregate,
    // Rows are grouped by the values of the expression, before they are converted.
    key: sql,
  };
}

/** A declared double or float column stores any number as the nearest one of its type. */
function declaredType(
  { declaredType }: CheckedMapping,
  value: Translated,
  stored: StoredType,
): "DOUBLE" | "FLOAT" | undefined {
  const type = declaredType === "double" ? "DOUBLE" : declaredType === "float" ? "FLOAT" : undefined;
  return type !== stored && (isNumber(stored) || value.type === "NULL") ? type : undefined;
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
    if (type === undefined) {
      const expected = `expected one of ${Object.keys(STAGED_TYPES).join(", ")}`;
      return refuseType(field.dataType, `data type ${field.dataType} is not supported: ${expected}`);
    }
    const place = this.#stage(`field ${name}`, { field, type, parsesTime: false });
    return leaf(type, type === "FLOAT" ? `CAST(s${place} AS DOUBLE)` : `s${place}`);
  }

  /** Times are parsed while records are read: a number is staged in place of a text, and DuckDB has no function to call. */
  precomputed(node: ExprNode): Translated | undefined {
    if (node.kind !== "call" || node.function !== "TIME_PARSE" || node.args.length !== 1) return undefined;
    const [argument] = node.args;
    if (argument?.kind !== "column") return undefined;
    const field = this.#field(argument.name);
    if (STAGED_TYPES[field.dataType] !== "VARCHAR") return undefined;
    const place = this.#stage(`time ${argument.name}`, { field, type: "BIGINT", parsesTime: true });
    return leaf("TIMESTAMP", `s${place}`);
  }

  #field(name: string): InputField {
    const field = this.#input.get(name);
    if (field === undefined) {
      return refuseExpression(name, `unknown column ${JSON.stringify(name)}: it is not in the input schema`);
    }
    if (name === "__time") {
      const message =
        "a field named __time is not supported: Druid takes it for a timestamp whatever its type; rename it in the data";
      return refuseType("__time", message);
    }
    return field;
  }

  #stage(key: string, field: StagedField): number {
    const place = this.#places.get(key) ?? this.all.push(field) - 1;
    this.#places.set(key, place);
    return place;
  }
}
