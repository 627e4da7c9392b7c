/**
 * A definition was given something it cannot hold. Thrown at the call; the message says what was expected and what came.
 *
 * @example
 * s3Connection("demo conn");
 * // throws DefinitionError: invalid connection name: expected 1 to 64 ASCII letters, digits and the characters . _ -, received "demo conn"
 */
export class DefinitionError extends Error {
  /** The method that was given what is wrong, where it shows only when the whole definition is there. */
  readonly method: string | undefined;
  /** The code of its issue, where it has one of its own. */
  readonly code: "contradicting_calls" | undefined;

  constructor(
    message: string,
    options: ErrorOptions & { readonly method?: string; readonly code?: "contradicting_calls" } = {},
  ) {
    super(message, options);
    this.name = "DefinitionError";
    this.method = options.method;
    this.code = options.code;
  }
}

/** A value as a message shows it: short, on one line. */
export function shown(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value, named).replaceAll(/"\\u0001(.*?)\\u0001"/g, "$1");
  } catch {
    text = Object.prototype.toString.call(value);
  }
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** What JSON has no word for, marked so that it is not taken for text. */
function named(_key: string, value: unknown): unknown {
  switch (typeof value) {
    case "function":
      return "\u0001a function\u0001";
    case "undefined":
    case "bigint":
    case "symbol":
      return `\u0001${String(value)}\u0001`;
    case "number":
      return Number.isFinite(value) ? value : `\u0001${value}\u0001`;
    default:
      return value;
  }
}

/** Throws `invalid <what>: expected <expected>, received <value>`. */
export function refuse(what: string, expected: string, value: unknown): never {
  throw new DefinitionError(`invalid ${what}: expected ${expected}, received ${shown(value)}`);
}
