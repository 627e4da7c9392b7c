// Entered on its own: it brings the parser of expressions and the schemas of the contract, which no other command needs
// in its own thread.
export { type FillingRequest, type InferredTable, inferTable } from "./infer/infer-table.ts";
export { type InferProblem, withInferredTables } from "./infer/with-inferred-tables.ts";
