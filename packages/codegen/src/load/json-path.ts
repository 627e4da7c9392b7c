/** One step of a path: a member by its name, or every member. */
export type PathStep = { readonly kind: "name"; readonly name: string } | { readonly kind: "all" };

const STEP =
  /^(?:\.(?<dotted>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*)|\[(?:'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<index>\d+))\]|(?<all>\.\*|\[\*\]))/;

/**
 * Parses the supported subset of JSONPath: `$`, `.name`, `['name']`, `["name"]`, `[0]`, `.*` and `[*]`.
 * Returns undefined for any other path, such as one with a filter or `..`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9535
 */
export function parseJsonPath(path: string): PathStep[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: PathStep[] = [];
  let rest = path.slice(1);
  while (rest !== "") {
    const match = STEP.exec(rest);
    if (!match?.groups) return undefined;
    const { dotted, single, double, index, all } = match.groups;
    const quoted = single ?? double;
    const name = dotted ?? index ?? quoted?.replace(/\\(.)/g, "$1");
    if (all === undefined && name === undefined) return undefined;
    steps.push(name === undefined ? { kind: "all" } : { kind: "name", name });
    rest = rest.slice(match[0].length);
  }
  return steps;
}
