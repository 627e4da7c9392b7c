import { expect, test } from "vitest";
import { UserError } from "../user-error.ts";
import { fileProblem } from "./file-problem.ts";

const systemError = (code: string): Error => Object.assign(new Error(code), { code, syscall: "open" });

test.each([
  ["ENOSPC", "cannot write out: expected room on the disk, received a full one (ENOSPC)"],
  ["EROFS", "cannot write out: expected a file system to write to, received a read-only one (EROFS)"],
  ["EACCES", "cannot write out: expected the permission, received none (EACCES)"],
])("%s is said in words", (code, want) => {
  const problem = fileProblem(systemError(code), "cannot write out");
  expect(problem).toBeInstanceOf(UserError);
  expect(problem).toMatchObject({ message: want });
});

test.each([
  ["a code that is no fault of the user", systemError("EBADF")],
  ["an error of the program", new TypeError("x is not a function")],
  ["a code without a system behind it", Object.assign(new Error(), { code: "ENOSPC" })],
])("%s stays what it is", (_, error) => {
  expect(fileProblem(error, "cannot write out")).toBe(error);
});
