/** Where a definition was made: the stack of the call, formatted when it is first read. */
export interface Origin {
  readonly stack?: string;
}

/** A definition that came to be while something listened; see {@link createdDefinitions}. */
export interface CreatedDefinition {
  readonly kind: "connection" | "table" | "job";
  readonly name: string | undefined;
  readonly origin: Origin;
  /** The builders that were derived from it. */
  readonly branches: Branches;
}

/** The builders of one definition from which no call continued, and whose node was not taken. */
export interface Branches {
  /** How many there are. */
  open: number;
  /** Each with the stack of the call that made it, when `tracedCalls` is set. */
  readonly unused?: Map<object, Origin>;
}

/** The property of `globalThis` that has builders remember the call that made them, which takes time. */
export const tracedCalls: unique symbol = Symbol.for("@starfix/dsl/traced-calls");

/** The property of `globalThis` under which a listener puts an array; every definition that is begun is pushed to it. */
export const createdDefinitions: unique symbol = Symbol.for("@starfix/dsl/created");

type AnyFunction = (...args: never[]) => unknown;

/** The outermost function that makes definitions for its caller, while it runs. */
let maker: AnyFunction | undefined;

/** Runs a function whose definitions stand where `entry` was called. */
export function makeFor<TResult>(entry: AnyFunction, make: () => TResult): TResult {
  const outer = maker;
  maker ??= entry;
  try {
    return make();
  } finally {
    maker = outer;
  }
}

/**
 * Remembers the place from which `entry` was called, one frame deep: cheap enough for ten thousand definitions.
 * An engine without `Error.captureStackTrace` gives no place.
 */
export function captureOrigin(entry: AnyFunction): Origin {
  const origin: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace?.(origin, maker ?? entry);
  Error.stackTraceLimit = limit;
  return origin;
}

/** The whole stack of a call, without the frames of this function. */
export function captureStack(): Origin {
  const origin: { stack?: string } = {};
  Error.captureStackTrace?.(origin, captureStack);
  return origin;
}

/**
 * Tells the compiler, when it listens, that a definition was begun, so that one that is never exported is found. What it
 * returns counts the builders that are made from it; undefined when nothing listens.
 */
export function branchesOf(definition: Omit<CreatedDefinition, "branches">): Branches | undefined {
  const listener: unknown = Reflect.get(globalThis, createdDefinitions);
  if (!Array.isArray(listener)) return undefined;
  const isTraced = Reflect.get(globalThis, tracedCalls) === true;
  const branches: Branches = isTraced ? { open: 1, unused: new Map() } : { open: 1 };
  listener.push({ ...definition, branches } satisfies CreatedDefinition);
  return branches;
}
