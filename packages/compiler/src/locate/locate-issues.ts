import { readFile } from "node:fs/promises";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { ExportPlace } from "../issues/issue-kind.ts";
import type { Position } from "../project/position.ts";
import { exportOffset } from "./chain.ts";
import { droppedCallAt } from "./dropped-call.ts";
import { type FoundPart, findPart } from "./find-part.ts";
import { SourceText } from "./source-text.ts";
import { isNode, type SyntaxNode } from "./syntax.ts";

/**
 * Finds for each issue the part of its definition that is meant, and its source line. Sources are parsed only here, so a build
 * without issues costs nothing.
 */
export async function locateIssues(issues: readonly CompileIssue[]): Promise<readonly CompileIssue[]> {
  const sources = new Map<string, Promise<Source | undefined>>();
  const sourceOf = (file: string): Promise<Source | undefined> => {
    const known = sources.get(file) ?? readSource(file);
    sources.set(file, known);
    return known;
  };
  const located = await Promise.all(
    issues.map(async ({ exported, ...issue }: CompileIssue): Promise<CompileIssue | undefined> => {
      const { position } = issue;
      const source = position && (await sourceOf(position.file));
      if (issue.code === "dropped_result") return source && position && locateDropped(issue, position, source);
      const found = source && position ? await locate(issue, position, source) : issue;
      const file = exported && (await sourceOf(exported.file));
      return (file && exported && (await atExport(found, exported, file))) ?? found;
    }),
  );
  return located.filter((issue) => issue !== undefined);
}

/** The issue of a call whose result is dropped, or nothing: only the source shows whether it is. */
async function locateDropped(
  issue: CompileIssue<"dropped_result">,
  position: Position,
  { text, program }: Source,
): Promise<CompileIssue | undefined> {
  const offset = text.offsetOf(position);
  const parsed = offset === undefined ? undefined : await program();
  const dropped = parsed && offset !== undefined ? droppedCallAt(parsed, offset) : undefined;
  if (dropped === undefined) return undefined;
  const sourceLine = text.lineAt(position.line);
  const endPosition = { file: position.file, ...text.placeOf(dropped.end) };
  return { ...issue, method: dropped.method, endPosition, ...(sourceLine !== undefined && { sourceLine }) };
}

/** The issue at the chain of calls that is exported, with the place in the helper. */
async function atExport(
  issue: CompileIssue,
  { file, name }: ExportPlace,
  { text, program }: Source,
): Promise<CompileIssue | undefined> {
  const parsed = await program();
  const offset = parsed && exportOffset(parsed, name);
  if (offset === undefined) return undefined;
  const position = { file, ...text.placeOf(offset) };
  const { sourceLine: _line, endPosition: _end, inSource: _in, ...rest } = issue;
  const found = await locate(rest, position, { text, program });
  return issue.position ? { ...found, helper: issue.position } : found;
}

interface Source {
  readonly text: SourceText;
  /** Parsed at the first call. */
  program(): Promise<SyntaxNode | undefined>;
}

async function readSource(file: string): Promise<Source | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  let program: Promise<SyntaxNode | undefined> | undefined;
  return {
    text: new SourceText(text),
    program() {
      program ??= parse(file, text);
      return program;
    },
  };
}

/** Without a binary of the parser for this machine, issues have the position of their definition. */
async function parse(file: string, text: string): Promise<SyntaxNode | undefined> {
  const parser = await import("oxc-parser").catch(() => undefined);
  const program: unknown = parser?.parseSync(file, text).program;
  return isNode(program) ? program : undefined;
}

async function locate(issue: CompileIssue, position: Position, { text, program }: Source): Promise<CompileIssue> {
  const found = issue.part && (await partOf(issue.part, position, text, program));
  const { file } = position;
  const start = found ? { file, ...text.placeOf(found.start) } : position;
  const sourceLine = text.lineAt(start.line);
  return {
    ...issue,
    position: start,
    ...(found && { endPosition: { file, ...text.placeOf(found.end) } }),
    ...(found?.inSql && { inSource: true as const }),
    ...(sourceLine !== undefined && { sourceLine }),
  };
}

async function partOf(
  part: NonNullable<CompileIssue["part"]>,
  position: Position,
  text: SourceText,
  program: Source["program"],
): Promise<FoundPart | undefined> {
  const offset = text.offsetOf(position);
  const parsed = offset === undefined ? undefined : await program();
  return parsed && offset !== undefined ? findPart(parsed, text.text, offset, part) : undefined;
}
