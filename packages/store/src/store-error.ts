/**
 * The store broke for good, for example because its database reported a fatal error: every further call rejects with this
 * error. The process that owns the store ends; the next one finds all that was settled before.
 */
export class StoreFailedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreFailedError";
  }
}

/** A write found no space. Nothing of it was kept, and reads go on; the same write succeeds when there is space again. */
export class StoreFullError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreFullError";
  }
}
