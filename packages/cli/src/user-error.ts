/**
 * An error of the user, or one that the user can fix. Its message is all that is printed, and the exit code is 1.
 *
 * @example
 * throw new UserError("invalid port: expected 0 to 65535, received 70000");
 */
export class UserError extends Error {
  /** What `--json` prints on stdout with the message, such as the results so far. */
  readonly json: object;

  constructor(message: string, options?: ErrorOptions & { readonly json?: object }) {
    super(message, options);
    this.name = "UserError";
    this.json = options?.json ?? {};
  }
}
