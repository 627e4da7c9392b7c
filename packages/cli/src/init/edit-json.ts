import {
  applyEdits,
  type FormattingOptions,
  type JSONPath,
  modify,
  type ParseError,
  parse,
  printParseErrorCode,
} from "jsonc-parser";
import { UserError } from "../user-error.ts";

/** A file of JSON, maybe with comments, that is edited in place: what is not touched keeps its bytes. */
export class JsonFile {
  readonly #path: string;
  readonly #formatting: FormattingOptions;
  #text: string;

  /** @param path Names the file in errors. */
  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
    this.#formatting = formattingOf(text);
    if (!isRecord(this.#value()))
      throw new UserError(`${path}: expected a JSON object: fix the file, and run init again`);
  }

  get text(): string {
    return this.#text;
  }

  /** The member at the end of a path; undefined when there is none. Throws when something on the way is no object. */
  get(...path: readonly string[]): unknown {
    let value: unknown = this.#value();
    for (const [depth, key] of path.entries()) {
      if (value === undefined) return undefined;
      if (!isRecord(value)) {
        throw new UserError(
          `${this.#path}: expected an object at ${path.slice(0, depth).join(".")}, received ${JSON.stringify(value)}`,
        );
      }
      value = value[key];
    }
    return value;
  }

  set(path: JSONPath, value: unknown): void {
    const isArrayInsertion = typeof path.at(-1) === "number";
    const edits = modify(this.#text, path, value, { formattingOptions: this.#formatting, isArrayInsertion });
    this.#text = applyEdits(this.#text, edits);
  }

  #value(): unknown {
    const errors: ParseError[] = [];
    const value: unknown = parse(this.#text, errors, { allowTrailingComma: true });
    const [error] = errors;
    if (error === undefined) return value;
    const before = this.#text.slice(0, error.offset).split("\n");
    const place = `${this.#path}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new UserError(`${place} is not JSON (${printParseErrorCode(error.error)}): fix the file, and run init again`);
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As the file itself does it. */
function formattingOf(text: string): FormattingOptions {
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? "  ";
  return {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
}
