import { expect, test } from "vitest";
import { UserError } from "../user-error.ts";
import { explainFileError } from "./file-error.ts";

const systemError = (code: string): Error => Object.assign(new Error(code), { code, syscall: "open" });

test.each([
  ["ENOSPC", "cannot write out: expected space on the disk, received a full one (ENOSPC)"],
  ["EROFS", "cannot write out: expected a writable file system, received a read-only one (EROFS)"],
  ["EACCES", "cannot write out: expected the permission, received none (EACCES)"],
])("%s is explained", (code, want) => {
  const explained = explainFileError(systemError(code), "cannot write out");
  expect(explained).toBeInstanceOf(UserError);
  expect(explained).toMatchObject({ message: want });
});

test.each([
  ["a code that the user can do nothing about", systemError("EBADF")],
  ["an error of the program", new TypeError("x is not a function")],
  ["a code without a system call", Object.assign(new Error(), { code: "ENOSPC" })],
])("%s is returned unchanged", (_, error) => {
  expect(explainFileError(error, "cannot write out")).toBe(error);
});
