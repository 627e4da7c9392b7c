/** Where a definition was made: the stack of the call, formatted when it is first read. */
export interface Origin {
  readonly stack?: string;
}

/** A definition that came to be while something listened; see {@link createdDefinitions}. */
export interface CreatedDefinition {
  readonly kind: "connection" | "table" | "job";
  readonly name: string | undefined;
  readonly origin: Origin;
}

/** The property of `globalThis` under which a listener puts an array; every definition that is begun is pushed to it. */
export const createdDefinitions: unique symbol = Symbol.for("@starfix/dsl/created");

/**
 * Remembers the place from which `entry` was called, one frame deep: cheap enough for ten thousand definitions.
 * An engine without `Error.captureStackTrace` gives no place.
 */
export function captureOrigin(entry: (...args: never[]) => unknown): Origin {
  const origin: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace?.(origin, entry);
  Error.stackTraceLimit = limit;
  return origin;
}

/** Tells the compiler, when it listens, that a definition was begun, so that one that nobody exports is found. */
export function record(definition: CreatedDefinition): void {
  const listener: unknown = Reflect.get(globalThis, createdDefinitions);
  if (Array.isArray(listener)) listener.push(definition);
}
