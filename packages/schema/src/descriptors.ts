export * from "./generated/descriptors.gen.ts";
