import type { RuleCode, RuleIssue } from "@starfix/rules";
import { formatPosition, type Position } from "../project/position.ts";
import { type DefinitionIssueFacts, definitionIssues } from "./definition-issues.ts";
import { type IssuePlace, type IssueSeverity, type IssueTable, type NamedFacts, quoted } from "./issue-kind.ts";
import { type LoadIssueFacts, loadIssues } from "./load-issues.ts";
import { type SharingIssueFacts, sharingIssues } from "./sharing-issues.ts";

/** Facts of the issues that the compiler finds by itself. To add a code, add it to the file of its subject. */
export type OwnIssueFacts = LoadIssueFacts & DefinitionIssueFacts & SharingIssueFacts;

type OwnCode = keyof OwnIssueFacts;

/** Name of an issue: one of the compiler's own, or of a rule of `@starfix/rules`. It is stable; the wording may change. */
export type IssueCode = OwnCode | RuleCode;

interface RuleText extends NamedFacts {
  /** The sentence of the rule, without the name of the definition. */
  readonly message: string;
  /** The SQL with a caret under the place, for an issue whose place in the source is not known exactly. */
  readonly excerpt?: string;
  /** Other places that the issue is about, such as the earlier of two definitions. */
  readonly related?: readonly Position[] | undefined;
  /** The definitions at these places: each of them may silence the issue. */
  readonly involved?: readonly NamedFacts[];
}

/** An issue in the definitions, as data. Nothing is written while there is one that is an error. */
export type CompileIssue<TCode extends IssueCode = IssueCode> = {
  [TEach in TCode]: TEach extends OwnCode
    ? IssuePlace & OwnIssueFacts[TEach] & { readonly code: TEach }
    : TEach extends RuleCode
      ? IssuePlace & RuleText & Omit<RuleIssue<TEach>, "span" | "related" | "kind" | "name">
      : never;
}[TCode];

type OwnIssue = CompileIssue<OwnCode>;

const ownIssues: IssueTable<OwnIssueFacts> = { ...loadIssues, ...definitionIssues, ...sharingIssues };

/** The codes of the compiler's own issues. */
export const ownIssueCodes: readonly OwnCode[] = Object.keys(ownIssues) as OwnCode[];

/** The severity of one of the compiler's own codes. */
export function ownIssueSeverity(code: OwnCode): IssueSeverity {
  return ownIssues[code].severity;
}

export function severityOf(issue: CompileIssue): IssueSeverity {
  return isOwn(issue) ? ownIssueSeverity(issue.code) : issue.severity;
}

/**
 * An issue in words, without its own place: one sentence, and below it the SQL with a caret where the source cannot
 * show it. Other places are named relative to `cwd`.
 *
 * @example
 * formatIssue(issue, cwd);
 * // => 'job "koalas": no mapping of __time: add one, such as TIME_PARSE("timestamp")'
 */
export function formatIssue(issue: CompileIssue, cwd: string): string {
  const detail = issueDetail(issue);
  return detail === undefined ? issueMessage(issue, cwd) : `${issueMessage(issue, cwd)}\n${detail}`;
}

/** The sentence of an issue alone. */
export function issueMessage(issue: CompileIssue, cwd: string): string {
  const { helper } = issue;
  return sentenceOf(issue, cwd) + (helper ? ` (see the helper at ${formatPosition(helper, cwd)})` : "");
}

function sentenceOf(issue: CompileIssue, cwd: string): string {
  if (isOwn(issue)) return ownMessage(issue, cwd);
  const { kind, name, message, related } = issue;
  return `${kind} ${quoted(name)}: ${message}${seeAlso(related, cwd)}`;
}

/** More places than this make a sentence that cannot be read. */
const MOST_PLACES = 5;

function seeAlso(related: readonly Position[] = [], cwd: string): string {
  if (related.length === 0) return "";
  const places = [...new Set(related.map((position) => formatPosition(position, cwd)))];
  const more = places.length > MOST_PLACES ? ` and ${places.length - MOST_PLACES} more` : "";
  return ` (see ${places.slice(0, MOST_PLACES).join(", ")}${more})`;
}

/** The SQL with a caret, where the source line does not show the place. */
export function issueDetail(issue: CompileIssue): string | undefined {
  return isOwn(issue) || issue.inSource ? undefined : issue.excerpt;
}

function isOwn(issue: CompileIssue): issue is OwnIssue {
  return Object.hasOwn(ownIssues, issue.code);
}

function ownMessage<TCode extends OwnCode>(issue: CompileIssue<TCode>, cwd: string): string {
  // The facts are those of the code, which TypeScript does not see through the mapped type.
  const { message } = ownIssues[issue.code] as { message(facts: CompileIssue<TCode>, cwd: string): string };
  return message(issue, cwd);
}
