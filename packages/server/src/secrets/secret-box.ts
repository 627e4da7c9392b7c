import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Encrypts what must not be readable in the store. */
export interface SecretBox {
  /** Encrypts a text for one owner, who is bound to the ciphertext. */
  seal(text: string, owner: string): string;
  /** Decrypts what was sealed for this owner; throws {@link SecretBoxError} for anything else. */
  open(sealed: string, owner: string): string;
}

/** A ciphertext was made with another key, for another owner, or was changed. */
export class SecretBoxError extends Error {
  constructor() {
    super("invalid secret: expected one that this server's encryption key made, received one that it cannot decrypt");
    this.name = "SecretBoxError";
  }
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Leads every ciphertext, so that another method can be told apart later. */
const VERSION = "v1.";

/** AES-256-GCM with a random nonce for each text and the owner as associated data. */
export function createSecretBox(encryptionKey: Uint8Array): SecretBox {
  if (encryptionKey.byteLength !== KEY_BYTES) {
    throw new Error(`invalid encryptionKey: expected ${KEY_BYTES} bytes, received ${encryptionKey.byteLength}`);
  }
  const key = Buffer.from(encryptionKey);
  return {
    seal(text, owner) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(owner, "utf8"));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, owner) {
      const bytes = Buffer.from(sealed.slice(VERSION.length), "base64url");
      try {
        if (!sealed.startsWith(VERSION)) throw new SecretBoxError();
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(owner, "utf8"));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString("utf8");
      } catch {
        throw new SecretBoxError();
      }
    },
  };
}
