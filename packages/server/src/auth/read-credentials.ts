/**
 * The API keys that an Authorization header can mean: `Basic base64(key:)` in both alphabets, `Basic key`, `Bearer key`.
 * A bare key can look like base64, so both readings are candidates. Empty when the header is neither.
 */
export function readCredentials(header: string | undefined): readonly string[] {
  const [, scheme = "", value = ""] = /^(basic|bearer) +(\S+) *$/i.exec(header ?? "") ?? [];
  if (scheme === "") return [];
  if (scheme.toLowerCase() === "bearer") return [value];
  const decoded = Buffer.from(value, "base64").toString("utf8");
  const [user = "", ...password] = decoded.split(":");
  return user !== "" && password.length === 1 && password[0] === "" ? [user, value] : [value];
}
