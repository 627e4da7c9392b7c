import { expect, test } from "vitest";
import { createSecretBox, SecretBoxError } from "./secret-box.ts";

const key = new Uint8Array(32).fill(1);

test("a sealed text opens for its owner", () => {
  const box = createSecretBox(key);
  expect(box.open(box.seal("wJalr…ü", "demo-conn"), "demo-conn")).toBe("wJalr…ü");
});

test("sealing twice gives two texts, neither of which shows the secret", () => {
  const box = createSecretBox(key);
  const [first, second] = [box.seal("secret", "a"), box.seal("secret", "a")];
  expect(first).not.toBe(second);
  expect(first).not.toContain("secret");
});

test("another owner, another key and any changed byte are refused", () => {
  const box = createSecretBox(key);
  const sealed = box.seal("secret", "a");
  expect(() => box.open(sealed, "b")).toThrow(SecretBoxError);
  expect(() => createSecretBox(new Uint8Array(32).fill(2)).open(sealed, "a")).toThrow(SecretBoxError);
  const bytes = Buffer.from(sealed.slice(3), "base64url");
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => box.open(`v1.${changed.toString("base64url")}`, "a")).toThrow(SecretBoxError);
  }
  for (const cut of ["", "v1.", "v2.AAAA", sealed.slice(0, 20)])
    expect(() => box.open(cut, "a")).toThrow(SecretBoxError);
});

test("a key of another length is refused", () => {
  expect(() => createSecretBox(new Uint8Array(16))).toThrow("invalid encryptionKey: expected 32 bytes, received 16");
});
