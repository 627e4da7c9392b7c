export type Json = Readonly<Record<string, unknown>>;

export function without(value: Json, key: string): Json {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** Values that a component takes, and values that it does not. */
export interface Samples {
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

export const text: Samples = { valid: ["", "a", "ü🐨"], invalid: [1, null, {}, ["a"], true] };

export function oneOf(...values: string[]): Samples {
  return {
    valid: values,
    invalid: ["", `${values[0]} `, values[0]?.toUpperCase() === values[0] ? "x" : values[0]?.toUpperCase(), null, 1],
  };
}

export function closed(valid: Json, ...required: string[]): Samples {
  const lacking = required.map((key) => without(valid, key));
  const ownKey = JSON.parse(`{"__proto__": 1, ${JSON.stringify(valid).slice(1)}`);
  return {
    valid: [valid],
    invalid: [{ ...valid, extra: 1 }, { ...valid, type: "other" }, ...lacking, ownKey, null, [], "text", 1],
  };
}

export function open(valid: Json, ...required: string[]): Samples {
  return {
    valid: [valid, { ...valid, extra: { deep: [1, null] } }],
    invalid: [...required.map((key) => without(valid, key)), null, [], "text"],
  };
}

export function both(first: Samples, ...others: Samples[]): Samples {
  const all = [first, ...others];
  return { valid: all.flatMap(({ valid }) => valid), invalid: all.flatMap(({ invalid }) => invalid) };
}

/** The same, and null. */
export function nullable({ valid, invalid }: Samples): Samples {
  return { valid: [...valid, null], invalid: invalid.filter((value) => value !== null) };
}

/** Samples of the components whose names match. */
export function samplesOf(table: Readonly<Record<string, Samples>>, names: RegExp): Samples[] {
  return Object.entries(table).flatMap(([name, samples]) => (names.test(name) ? [samples] : []));
}
