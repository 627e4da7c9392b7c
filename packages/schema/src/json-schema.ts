export * from "./generated/json-schema.gen.js";
