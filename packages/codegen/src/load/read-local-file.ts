import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { CodegenError, createIssue, type IssueCode } from "../issue.ts";

/** Reads a file as UTF-8, without its byte order mark; `file` is its name in messages. */
export async function readLocalFile(file: string, path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw failFile(file, "unreadable_file", `expected a readable file, received ${code}`);
  }
  return decodeText(file, bytes);
}

export function decodeText(file: string, bytes: Buffer): string {
  if (!isUtf8(bytes)) throw failFile(file, "syntax", "expected a text in UTF-8, received other bytes");
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") throw failFile(file, "syntax", "expected a document, received an empty file");
  return text;
}

/** A `CodegenError` about a whole file. */
export function failFile(file: string, code: IssueCode, message: string): CodegenError {
  return new CodegenError([createIssue({ code, pointer: "", message }, { file, line: 1, column: 1 })]);
}
