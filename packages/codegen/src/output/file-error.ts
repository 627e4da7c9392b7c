import { UserError } from "../user-error.ts";

/** What the operation needed and what it found, by the code of the system's error. */
const CAUSES: Readonly<Record<string, readonly [expected: string, received: string]>> = {
  EACCES: ["the permission", "none"],
  EPERM: ["the permission", "none"],
  EROFS: ["a writable file system", "a read-only one"],
  ENOSPC: ["space on the disk", "a full one"],
  EDQUOT: ["space in the quota", "an exhausted one"],
  EIO: ["a working disk", "an input/output error"],
  ENOENT: ["a file or folder", "nothing"],
  ENOTDIR: ["a folder", "a file"],
  EEXIST: ["a folder", "a file"],
  EISDIR: ["a file", "a folder"],
  ENOTEMPTY: ["a file", "a folder"],
  ELOOP: ["a link to a file", "links that form a cycle"],
  ENAMETOOLONG: ["a shorter name", "one that is too long"],
  EMFILE: ["fewer open files", "too many"],
  ENFILE: ["fewer open files", "too many"],
  EBUSY: ["an unlocked file", "one in use"],
};

/**
 * A `UserError` for a file system error that the user can do something about; any other error is returned unchanged.
 *
 * @param doing The operation that failed, such as `cannot write out`.
 */
export function explainFileError(error: unknown, doing: string): unknown {
  if (!isSystemError(error)) return error;
  const cause = CAUSES[error.code];
  if (!cause) return error;
  const [expected, received] = cause;
  return new UserError(`${doing}: expected ${expected}, received ${received} (${error.code})`, { cause: error });
}

/** Whether the error comes from a system call, with one of these codes if any are given. */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is Error & { readonly code: string } {
  return (
    error instanceof Error &&
    "syscall" in error &&
    "code" in error &&
    typeof error.code === "string" &&
    (codes.length === 0 || codes.includes(error.code))
  );
}
