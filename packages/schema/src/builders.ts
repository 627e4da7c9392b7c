export { type Build, Builder, type BuilderState, type BuilderType } from "./generated/builder-runtime.gen.js";
export * from "./generated/builders.gen.ts";
