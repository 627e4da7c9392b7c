export { fromJsonSchema } from "./input/from-json-schema.ts";
export { fromZod } from "./input/from-zod.ts";
export type { InputOfJsonSchema, InputOfType } from "./input/input-of.ts";
