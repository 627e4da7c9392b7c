export * from "./generated/json-schema.gen.ts";
