import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isFileError } from "../file-error.ts";
import { UserError } from "../user-error.ts";

const KEY_BYTES = 32;
const VARIABLE = "STARFIX_ENCRYPTION_KEY";
const FILE = "encryption.key";

/** The key that secrets are encrypted with: of the environment, or of a file in the data folder, made when it is not there. */
export async function encryptionKey(
  env: Readonly<Record<string, string | undefined>>,
  dataFolder: string,
): Promise<Uint8Array> {
  const given = env[VARIABLE];
  if (given !== undefined && given !== "") return parseKey(given, VARIABLE);
  const path = join(dataFolder, FILE);
  try {
    return parseKey(await readFile(path, "utf8"), path);
  } catch (error) {
    if (!isFileError(error, "ENOENT")) throw error;
  }
  const key = randomBytes(KEY_BYTES);
  await writeFile(path, `${key.toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  return key;
}

/** Reads 32 bytes in base64 or hex. What was received is a secret, and never repeated. */
function parseKey(text: string, name: string): Uint8Array {
  const trimmed = text.trim();
  const hex = /^[\da-f]{64}$/i.test(trimmed);
  const base64 = /^[\w+/-]{43}=?$/.test(trimmed);
  if (hex || base64) return Buffer.from(trimmed, hex ? "hex" : "base64");
  throw new UserError(
    `invalid ${name}: expected ${KEY_BYTES} bytes as 44 characters of base64 or 64 of hex, received ${trimmed.length} characters; \`openssl rand -base64 32\` makes one`,
  );
}
