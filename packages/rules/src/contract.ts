export { type ContractSchema, checkBody, checkContract } from "./contract/check-contract.ts";
export { type ContractIssue, contractIssues, type SchemaIssue } from "./contract/contract-issues.ts";
