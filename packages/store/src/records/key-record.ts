/** An API key as kept: only its hash. */
export interface KeyRecord {
  readonly id: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
  /** `pok_YxNxd...2xixwf`: the first and last characters, to tell keys apart. */
  readonly redacted: string;
  readonly permissions: readonly string[];
  readonly createdOnTimestamp: string;
}
