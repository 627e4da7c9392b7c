import { zCreateConnectionRequest, zCreateJobRequest, zTableRequest } from "@starfix/schema/zod";
import { type ContractIssue, contractIssues, type SchemaIssue } from "./contract-issues.ts";

/** A generated zod schema, as far as it is used. */
export interface ContractSchema<TValue> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: TValue }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

/** The schema of the request that makes each kind of resource. */
const SCHEMAS: Readonly<Record<"connection" | "table" | "job", ContractSchema<unknown>>> = {
  connection: zCreateConnectionRequest,
  table: zTableRequest,
  job: zCreateJobRequest,
};

/**
 * Checks a value against a schema of the contract.
 *
 * @example
 * checkContract(zSqlRequest, { query: 7 });
 * // => { issues: [{ code: "invalid_request", pointer: "/query", expected: "a string", received: "7", … }] }
 */
export function checkContract<TValue>(
  schema: ContractSchema<TValue>,
  value: unknown,
): { readonly value: TValue } | { readonly issues: readonly ContractIssue[] } {
  const parsed = schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : { issues: contractIssues(parsed.error.issues, value) };
}

/**
 * Checks the body of a request that makes a connection, a table or a job against the contract. The rules are for a body
 * without issues.
 *
 * @example
 * checkBody("connection", { ...lake, buket: "demo-bucket" }).map(formatRuleIssue);
 * // => ['invalid body: expected only the keys of the contract, received "buket"']
 */
export function checkBody(kind: "connection" | "table" | "job", body: unknown): readonly ContractIssue[] {
  const checked = checkContract(SCHEMAS[kind], body);
  return "issues" in checked ? checked.issues : [];
}
