// An entry of its own, because it loads the parser of expressions and the schemas of the contract.

export { type UnderivedTable, withDerivedTables } from "./derive/with-derived-tables.ts";
export { type DerivedTable, deriveTable, type FillingRequest } from "./emit/derive-table.ts";
