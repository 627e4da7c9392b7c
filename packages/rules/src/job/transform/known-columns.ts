import type { SqlType } from "@starfix/expr";
import type { DataType } from "@starfix/schema";
import type { InputField } from "../../checked-job.ts";
import type { KnownColumn, KnownTable } from "../../rule-context.ts";

const byTable = new WeakMap<readonly KnownColumn[], ReadonlyMap<string, KnownColumn>>();

/** The columns of a table by name. Made once for each table, because many jobs may fill one of many columns. */
export function columnsOf({ columns }: KnownTable): ReadonlyMap<string, KnownColumn> {
  let known = byTable.get(columns);
  if (known === undefined) {
    known = new Map(columns.map((column) => [column.name, column]));
    byTable.set(columns, known);
  }
  return known;
}

/** The data type in which a stored column without a declaration is read. */
const DATA_TYPES: Readonly<Partial<Record<SqlType, DataType>>> = {
  VARCHAR: "string",
  BIGINT: "long",
  DOUBLE: "double",
  FLOAT: "float",
  TIMESTAMP: "timestamp",
  "COMPLEX<json>": "json",
  "VARCHAR ARRAY": "stringArray",
  "BIGINT ARRAY": "longArray",
  "DOUBLE ARRAY": "doubleArray",
  "FLOAT ARRAY": "floatArray",
  "COMPLEX<HLLSketch>": "HLLSketch",
  "COMPLEX<thetaSketch>": "thetaSketch",
  "COMPLEX<quantilesDoublesSketch>": "quantilesDoublesSketch",
  "COMPLEX<variance>": "variance",
};

/** The columns of a table as the fields of a job that reads it, the time first. */
export function fieldsOf(table: KnownTable): readonly InputField[] {
  const fields: InputField[] = [{ name: "__time", dataType: "timestamp" }];
  for (const { name, dataType, type } of table.columns) {
    if (name === "__time") continue;
    const read = dataType ?? (type && DATA_TYPES[type]);
    if (read !== undefined) fields.push({ name, dataType: read });
  }
  // Every aggregate table counts the records that each of its rows is made of.
  if (table.type === "aggregate" && !table.columns.some(({ name }) => name === "__count")) {
    fields.push({ name: "__count", dataType: "long" });
  }
  return fields;
}
