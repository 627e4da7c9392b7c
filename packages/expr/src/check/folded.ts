import type { ConstantValue } from "./planned-type.ts";

/**
 * The value of a numeric constant as Druid computes it while planning, where it decides whether planning succeeds. `fails` is
 * the reason for a missing value; undefined where nothing is known.
 */
export type Folded = { readonly value: ConstantValue } | { readonly fails: string } | undefined;
