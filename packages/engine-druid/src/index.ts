export { DruidError } from "./druid-client.ts";
export { type DruidOptions, openDruid } from "./open-druid.ts";
