import { formatPosition, type Position } from "./position.ts";

interface IssuePlace {
  /** Where the definition, or the mistake in it, stands. Absent when no source can be named. */
  readonly position?: Position;
}

interface NamedIssue extends IssuePlace {
  readonly kind: "connection" | "job";
  readonly name: string;
}

/** A mistake in the definitions, as data. Nothing is written while there is one. */
export type CompileIssue =
  | (IssuePlace & { readonly code: "no_definitions"; readonly patterns: readonly string[]; readonly cwd: string })
  | (IssuePlace & { readonly code: "empty_file" })
  | (IssuePlace & { readonly code: "invalid_source"; readonly message: string; readonly line?: string })
  | (IssuePlace & { readonly code: "definition_threw"; readonly message: string })
  | (IssuePlace & { readonly code: "definition_format"; readonly format: number; readonly expected: number })
  | (IssuePlace & { readonly code: "incomplete_definition"; readonly message: string })
  | (IssuePlace & { readonly code: "missing_job_id" })
  | (IssuePlace & { readonly code: "invalid_job_id"; readonly id: string })
  | (NamedIssue & { readonly code: "duplicate_name"; readonly earlier: string; readonly related?: Position })
  | (IssuePlace & {
      readonly code: "not_exported";
      readonly kind: "connection" | "job";
      readonly name: string | undefined;
    })
  | (NamedIssue & { readonly code: "uri_of_another_bucket"; readonly uri: string; readonly bucket: string })
  | (NamedIssue & { readonly code: "outside_prefix"; readonly object: string; readonly prefix: string })
  | (NamedIssue & { readonly code: "missing_time" })
  | (NamedIssue & { readonly code: "time_expression"; readonly expression: string })
  | (NamedIssue & { readonly code: "reserved_column"; readonly column: string })
  | (NamedIssue & {
      readonly code: "invalid_expression";
      /** `mapping "city"` or `filter`. */
      readonly where: string;
      readonly message: string;
      /** The SQL line and a caret under the place, on two lines. */
      readonly excerpt: string;
    })
  | (NamedIssue & { readonly code: "invalid_filter"; readonly message: string })
  | (NamedIssue & { readonly code: "invalid_request"; readonly pointer: string; readonly message: string });

/**
 * An issue in words, without its own place. Other places are named relative to `cwd`.
 *
 * @example
 * formatIssue({ code: "missing_time", kind: "job", name: "koalas" }, cwd);
 * // => 'job "koalas" maps no __time: add one, such as __time: timeParse(c.timestamp)'
 */
export function formatIssue(issue: CompileIssue, cwd: string): string {
  switch (issue.code) {
    case "no_definitions":
      return `no file matches ${issue.patterns.join(", ")} in ${issue.cwd}: add a definition file, or set "definitions" in starfix.config.ts`;
    case "empty_file":
      return "this file exports no definition: export one, or move the file out of the pattern of definitions";
    case "invalid_source":
      return issue.line === undefined ? issue.message : `${issue.message}\n${issue.line}`;
    case "definition_threw":
      return issue.message;
    case "definition_format":
      return `this definition was made by a @starfix/dsl of format ${issue.format}, and this compiler reads format ${issue.expected}: install matching versions`;
    case "incomplete_definition":
      return issue.message;
    case "missing_job_id":
      return 'a job without a name: give it one, as in batchJob("koalas"), or export it under a name of its own';
    case "invalid_job_id":
      return `invalid job id: expected 1 to 64 ASCII letters, digits and the characters . _ -, received ${JSON.stringify(issue.id)}; give it one, as in batchJob("koalas")`;
    case "duplicate_name": {
      const other = issue.related ? ` (the other is at ${formatPosition(issue.related, cwd)})` : "";
      return issue.name === issue.earlier
        ? `two ${issue.kind}s are named ${JSON.stringify(issue.name)}: rename one of them${other}`
        : `${issue.kind}s ${JSON.stringify(issue.earlier)} and ${JSON.stringify(issue.name)} differ only in case, and some file systems would hold one file for both: rename one of them${other}`;
    }
    case "not_exported":
      return `${issue.kind}${issue.name === undefined ? "" : ` ${JSON.stringify(issue.name)}`} is made here and never exported: export it from a definition file, or remove it`;
    case "uri_of_another_bucket":
      return `job ${JSON.stringify(issue.name)} reads ${JSON.stringify(issue.uri)}, and its connection reads bucket ${JSON.stringify(issue.bucket)}: use an object of that bucket, or another connection`;
    case "outside_prefix":
      return `job ${JSON.stringify(issue.name)} reads ${JSON.stringify(issue.object)}, and its connection reaches only keys that start with ${JSON.stringify(issue.prefix)}`;
    case "missing_time":
      return `job ${JSON.stringify(issue.name)} maps no __time: add one, such as __time: timeParse(c.timestamp)`;
    case "time_expression":
      return `job ${JSON.stringify(issue.name)} maps __time to ${issue.expression}: expected TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost, and no aggregation`;
    case "reserved_column":
      return `job ${JSON.stringify(issue.name)} maps column ${JSON.stringify(issue.column)}: names that begin with __ are reserved, but for __time`;
    case "invalid_expression":
      return `${issue.where} of job ${JSON.stringify(issue.name)}: ${issue.message}\n${issue.excerpt}`;
    case "invalid_filter":
      return `filter of job ${JSON.stringify(issue.name)}: ${issue.message}`;
    case "invalid_request":
      return `${issue.kind} ${JSON.stringify(issue.name)} does not fit the contract at ${issue.pointer || "/"}: ${issue.message}`;
  }
}
