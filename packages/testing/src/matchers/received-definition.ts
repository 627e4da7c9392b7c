import {
  compileDefinition,
  type DefinitionBuilder,
  formatIssue,
  type RequestArtifact,
} from "@starfix/compiler/definition";
import { type DefinitionMark, definitionMarkOf } from "@starfix/dsl";

/** What `expect()` was given, compiled. */
export type Received = { readonly kind: RequestArtifact["kind"]; readonly what: string } & (
  | { readonly artifact: RequestArtifact }
  | { readonly artifact?: undefined; readonly reasons: string }
);

/** Compiles what `expect()` was given. Throws a TypeError when it is no definition: that is a mistake of the test. */
export function receivedDefinition(matcher: string, received: unknown): Received {
  if (!isDefinition(received)) {
    throw new TypeError(
      `invalid ${matcher}: expected a definition such as batchJob("koalas")…, received ${describeValue(received)}`,
    );
  }
  const { kind, name } = markOf(received);
  const what = name === undefined ? `the ${kind}` : `${kind} ${JSON.stringify(name)}`;
  const { artifact, issues } = compileDefinition(received, { name: "unnamed" });
  if (artifact !== undefined) return { kind, what, artifact };
  const reasons = issues.map(
    (issue) => `  ${issue.code}: ${formatIssue(issue, process.cwd()).replaceAll("\n", "\n  ")}`,
  );
  return { kind, what, reasons: reasons.join("\n") };
}

/** The same, where a definition with issues has no answer: neither yes nor no would be true. */
export function compiledDefinition(
  matcher: string,
  received: unknown,
): Received & { readonly artifact: RequestArtifact } {
  const compiled = receivedDefinition(matcher, received);
  if (compiled.artifact !== undefined) return compiled;
  throw new Error(`${matcher} cannot be told: ${compiled.what} does not compile\n${compiled.reasons}`);
}

export function isDefinition(value: unknown): value is DefinitionBuilder {
  return definitionMarkOf(value) !== undefined;
}

/** The mark of what is known to be a builder. */
export function markOf(builder: DefinitionBuilder): DefinitionMark {
  const mark = definitionMarkOf(builder);
  if (mark === undefined) throw new TypeError(`expected a builder, received ${describeValue(builder)}`);
  return mark;
}

export function describeValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : typeof value === "string" ? JSON.stringify(value) : typeof value;
}
