import type { ConstantValue } from "./planned-type.ts";

/**
 * What Druid works out while planning, as far as it decides whether the plan succeeds: numbers of constants. `fails` says why
 * there is no value; undefined where nothing is known.
 */
export type Folded = { readonly value: ConstantValue } | { readonly fails: string } | undefined;
