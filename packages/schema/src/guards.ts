export * from "./generated/guards.gen.js";
