export { fromJsonSchema } from "./input/from-json-schema.ts";
export { fromZod } from "./input/from-zod.ts";
export { fromZod3 } from "./input/from-zod3.ts";
export type { InputOfJsonSchema, InputOfType } from "./input/input-of.ts";
