import { badRequest, type ErrorDetail, mistake } from "./api-error.ts";
import { describeValue } from "./describe-value.ts";
import { type Schema, schemaMistakes } from "./schema-mistakes.ts";

/** Reads the parameters of a query string, and collects what is wrong with them. */
export interface ParameterReader {
  /** Every value of a repeated parameter. */
  all(name: string): readonly string[];
  /** Every value of a repeated parameter, each checked. */
  some<TValue>(name: string, schema: Schema<TValue>): readonly TValue[];
  one(name: string): string | undefined;
  /** The one value of a parameter, checked. */
  checked<TValue>(name: string, schema: Schema<TValue>): TValue | undefined;
  /** A whole number within bounds. */
  whole(name: string, least: number, most: number): number | undefined;
  /** Throws 400 with everything that was wrong, parameters that nobody read included. */
  finish(): void;
}

/** Makes a reader of one query string. */
export function createParameterReader(parameters: URLSearchParams): ParameterReader {
  const mistakes: ErrorDetail[] = [];
  const read = new Set<string>();
  const refuse = (name: string, expected: string, received: string) => {
    mistakes.push(mistake(name, `invalid ${name}: expected ${expected}, received ${received}`));
  };
  const all = (name: string) => {
    read.add(name);
    return parameters.getAll(name);
  };
  const one = (name: string) => {
    const [value, ...more] = all(name);
    if (more.length > 0) refuse(name, "one value", `${more.length + 1}`);
    return value;
  };
  const check = <TValue>(name: string, value: string, schema: Schema<TValue>) => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const issues = result.error.issues.map((issue) => ({ ...issue, path: [name] }));
    mistakes.push(...schemaMistakes(issues, { [name]: value }).map((one) => ({ ...one, target: name })));
    return undefined;
  };
  return {
    all,
    one,
    some: (name, schema) =>
      all(name).flatMap((value) => {
        const checked = check(name, value, schema);
        return checked === undefined ? [] : [checked];
      }),
    checked: (name, schema) => {
      const value = one(name);
      return value === undefined ? undefined : check(name, value, schema);
    },
    whole: (name, least, most) => {
      const value = one(name);
      if (value === undefined) return undefined;
      const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      refuse(name, `a whole number from ${least} to ${most}`, describeValue(value));
      return undefined;
    },
    finish: () => {
      for (const name of new Set(parameters.keys())) {
        if (!read.has(name))
          mistakes.push(
            mistake(
              name,
              `unknown parameter: expected one of ${[...read].join(", ")}, received ${describeValue(name)}`,
            ),
          );
      }
      if (mistakes.length > 0) throw badRequest(mistakes);
    },
  };
}
