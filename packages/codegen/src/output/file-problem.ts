import { UserError } from "../user-error.ts";

/** What a system expected, and what it found, when it answered with one of these codes. */
const PROBLEMS: Readonly<Record<string, readonly [expected: string, received: string]>> = {
  EACCES: ["the permission", "none"],
  EPERM: ["the permission", "none"],
  EROFS: ["a file system to write to", "a read-only one"],
  ENOSPC: ["room on the disk", "a full one"],
  EDQUOT: ["room in the quota", "a used-up one"],
  EIO: ["a sound disk", "an error of it"],
  ENOENT: ["a file or folder", "nothing"],
  ENOTDIR: ["a folder", "a file"],
  EEXIST: ["a folder", "a file"],
  EISDIR: ["a file", "a folder"],
  ENOTEMPTY: ["a file", "a folder"],
  ELOOP: ["links that lead somewhere", "links that go round"],
  ENAMETOOLONG: ["a shorter name", "one that is too long"],
  EMFILE: ["fewer open files", "too many"],
  ENFILE: ["fewer open files", "too many"],
  EBUSY: ["a free file", "one in use"],
};

/**
 * Says what a system refused, for a reason that the user can mend; any other error is given back as it is.
 *
 * @param doing What was refused, such as `cannot write out`.
 */
export function fileProblem(error: unknown, doing: string): unknown {
  if (!isSystemError(error)) return error;
  const problem = PROBLEMS[error.code];
  if (!problem) return error;
  const [expected, received] = problem;
  return new UserError(`${doing}: expected ${expected}, received ${received} (${error.code})`, { cause: error });
}

/** Whether the error is a system's error, of one of these codes if some are given. */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is Error & { readonly code: string } {
  return (
    error instanceof Error &&
    "syscall" in error &&
    "code" in error &&
    typeof error.code === "string" &&
    (codes.length === 0 || codes.includes(error.code))
  );
}
