// What others import.
export * from "./definitions/connections.ts";
export * from "./definitions/tables.ts";
export { orderColumns, ordersInput } from "./orders.ts";
