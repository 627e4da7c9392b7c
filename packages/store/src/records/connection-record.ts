import type { ConnectionResponse, User } from "@starfix/schema";

/** A connection as kept. */
export interface ConnectionRecord {
  readonly name: string;
  readonly type: ConnectionResponse["type"];
  /** The members of the request besides `type`, `name` and `secrets`, in its own order. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Ciphertext of the secrets that only the server can read. */
  readonly secrets?: string;
  readonly submittedByUser: User;
  readonly submittedOnTimestamp: string;
  readonly modifiedByUser: User;
  readonly modifiedOnTimestamp: string;
}
