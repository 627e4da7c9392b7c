export { fromZod3 } from "./input/from-zod3.ts";
export type { InputOfType } from "./input/input-of.ts";
