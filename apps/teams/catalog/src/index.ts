export * from "./definitions/connections.ts";
export * from "./definitions/tables.ts";
export { ordersInput } from "./inputs.ts";
export { orderColumns } from "./mappings.ts";
