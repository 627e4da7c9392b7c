import { closestName } from "@starfix/expr";
import { type RuleCode, ruleCodes, ruleTable } from "@starfix/rules";
import type { CompileIssue } from "../issues/compile-issue.ts";
import { ownIssueCodes, ownIssueSeverity, severityOf } from "../issues/compile-issue.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";

type AllowingDefinition = Pick<ResolvedDefinition, "kind" | "name" | "node" | "position">;

/** Issues without those that are silenced, and what was silenced, by definition. */
interface Silenced {
  readonly left: readonly CompileIssue[];
  readonly used: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Removes the warnings that definitions silence with `.allow()`. Errors stay. */
export function silence(
  issues: readonly CompileIssue[],
  definitions: readonly Pick<AllowingDefinition, "kind" | "name" | "node">[],
): Silenced {
  const used = new Map<string, Set<string>>();
  if (issues.length === 0) return { left: issues, used };
  const allowed = new Map(definitions.map(({ kind, name, node }) => [keyOf(kind, name), node.about?.allowed ?? []]));
  const left = issues.filter((issue) => {
    if (severityOf(issue) === "error") return true;
    const silencing = definitionsOf(issue).filter((key) => allowed.get(key)?.some(({ code }) => code === issue.code));
    for (const key of silencing) used.set(key, (used.get(key) ?? new Set()).add(issue.code));
    return silencing.length === 0;
  });
  return { left, used };
}

/**
 * Removes the warnings that the definitions of a project silence, and warns of each `.allow()` that silences none. One of a
 * definition with errors is not judged, because its other rules may not have run.
 */
export function withoutAllowed(
  issues: readonly CompileIssue[],
  definitions: readonly AllowingDefinition[],
): readonly CompileIssue[] {
  const allowing = definitions.filter(({ node }) => node.about?.allowed);
  if (allowing.length === 0) return issues;
  const { left, used } = silence(issues, allowing);
  const broken = new Set(issues.filter((issue) => severityOf(issue) === "error").map(definitionOf));
  const unused = allowing.flatMap((one) => {
    const key = keyOf(one.kind, one.name);
    return broken.has(key) ? [] : unusedOf(one, used.get(key));
  });
  return [...left, ...unused];
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${name}`;
}

function definitionOf(issue: CompileIssue): string | undefined {
  return "kind" in issue && issue.kind !== undefined && issue.name !== undefined
    ? keyOf(issue.kind, issue.name)
    : undefined;
}

/** An issue between definitions is silenced by any of them. */
function definitionsOf(issue: CompileIssue): readonly string[] {
  const own = definitionOf(issue);
  const involved = "involved" in issue ? (issue.involved ?? []) : [];
  return [...(own === undefined ? [] : [own]), ...involved.map(({ kind, name }) => keyOf(kind, name))];
}

function unusedOf(
  { kind, name, node, position }: AllowingDefinition,
  used: ReadonlySet<string> | undefined,
): readonly CompileIssue[] {
  return (node.about?.allowed ?? []).flatMap(({ code: allowed }) => {
    if (used?.has(allowed)) return [];
    const part = { method: "allow", keys: [0], text: allowed };
    return [{ code: "unused_allow", kind, name, position, part, allowed, reason: reasonOf(allowed) } as const];
  });
}

/** Why a code silences nothing. */
function reasonOf(code: string): string {
  const severity = severityOfCode(code);
  if (severity === "warning") return "the definition has no such warning; remove the call";
  if (severity === "error") return "it is an error, and only warnings can be silenced";
  const warnings = [...ruleCodes, ...ownIssueCodes].filter((one) => severityOfCode(one) === "warning");
  const closest = closestName(code, warnings);
  return `there is no such code${closest === undefined ? "" : `; did you mean ${closest}?`}`;
}

function severityOfCode(code: string): "error" | "warning" | undefined {
  if (Object.hasOwn(ruleTable, code)) return ruleTable[code as RuleCode].severity;
  const own = ownIssueCodes.find((one) => one === code);
  return own && ownIssueSeverity(own);
}
