import { DefinitionError } from "./definition-error.ts";

/** The property of `globalThis` under which the compiler puts the parameters of a build, a map of texts. */
export const buildParams: unique symbol = Symbol.for("@starfix/dsl/params");

/** Options of `param()`. */
export interface ParamOptions {
  /** Taken when the build gives no value. */
  readonly default?: string;
}

const namePattern = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * A value that is given when the definitions are built, as in `starfix build --param day=2026-01-01`. It is bound while
 * the definition file runs, so the artifact holds the value.
 *
 * @example
 * param("day", { default: "2026-01-01" });
 * // => "2026-01-01"
 *
 * @throws DefinitionError when the build gives no value and there is no default, or when the name is not of letters,
 * digits, `_` and `-`.
 */
export function param(name: string, options: ParamOptions = {}): string {
  if (typeof name !== "string" || !namePattern.test(name)) {
    throw new DefinitionError(
      `invalid parameter name: expected letters, digits, _ and -, beginning with a letter, such as day, received ${JSON.stringify(name)}`,
    );
  }
  for (const key of Object.keys(options)) {
    if (key !== "default") {
      throw new DefinitionError(`unknown option ${JSON.stringify(key)} of param(): expected default`);
    }
  }
  // The compiler has put it there.
  const given = Reflect.get(globalThis, buildParams) as ReadonlyMap<string, string> | undefined;
  const value = given?.get(name);
  if (value !== undefined) return value;
  if (options.default !== undefined) return options.default;
  throw new DefinitionError(
    `parameter ${JSON.stringify(name)} has no value: give one, as in starfix build --param ${name}=…, or a default, as in param(${JSON.stringify(name)}, { default: "…" })`,
  );
}
