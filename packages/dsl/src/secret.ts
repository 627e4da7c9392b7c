import { DefinitionError } from "./definition-error.ts";

/**
 * A reference to a secret: its name and never its value. An artifact holds `${NAME}` in its place and the manifest
 * says where; the value is looked up when the artifact is applied.
 */
export class SecretRef {
  /** Name of the environment variable that holds the value. */
  readonly name: string;
  /** By this a reference is known for one, whichever copy of this package made it. */
  readonly "~secret" = true;

  constructor(name: string) {
    this.name = name;
    Object.freeze(this);
  }

  /** The text that stands for the secret in an artifact. */
  toString(): string {
    return `\${${this.name}}`;
  }
}

/** Known by its mark, so that a reference which another copy of this package made is one too. */
export function isSecretRef(value: unknown): value is SecretRef {
  return typeof value === "object" && value !== null && "~secret" in value;
}

const namePattern = /^[A-Z_][A-Z0-9_]*$/;

/**
 * Refers to a secret by the name of an environment variable.
 *
 * @example
 * String(secret("AWS_SECRET"));
 * // => "${AWS_SECRET}"
 *
 * @throws DefinitionError when the name is not of capital letters, digits and `_`. A value pasted in place of a name is not repeated in the message.
 */
export function secret(name: string): SecretRef {
  if (!namePattern.test(name)) {
    throw new DefinitionError(
      "invalid secret: expected the name of an environment variable, of capital letters, digits and _, such as AWS_SECRET; received another text (not shown, in case it is the secret itself)",
    );
  }
  return new SecretRef(name);
}
