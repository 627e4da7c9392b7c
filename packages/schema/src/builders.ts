export { type Build, Builder, type BuilderState, type BuilderType } from "./builder.ts";
export * from "./generated/builders.gen.ts";
