/** An object was found and cannot be read as records. Trying again will not help. */
export class ReadError extends Error {
  readonly code = "cannot_parse_source";
  /** Key of the object. */
  readonly key: string;
  constructor(key: string, message: string, options?: ErrorOptions) {
    super(`cannot read ${JSON.stringify(key)}: ${message}`, options);
    this.name = "ReadError";
    this.key = key;
  }
}
