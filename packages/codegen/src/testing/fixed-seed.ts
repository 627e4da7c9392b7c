/**
 * The seed of property tests that compare with another library, since other seeds find bugs of that library.
 * `STARFIX_SEED` sets another.
 */
export const FIXED_SEED: number = Number(process.env.STARFIX_SEED ?? 20261122);
