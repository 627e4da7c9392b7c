/** Two paths for the same URL, with the new names of the old path's parameters. */
export interface PathMatch {
  readonly old: string;
  readonly new: string;
  readonly renamed: ReadonlyMap<string, string>;
}

const PARAMETER = /\{([^}]*)\}/g;

/** Matches paths by their text, then by their text without the names of parameters. */
export function matchPaths(
  old: Iterable<string>,
  next: Iterable<string>,
): {
  readonly matches: readonly PathMatch[];
  readonly onlyOld: readonly string[];
  readonly onlyNew: readonly string[];
} {
  const left = new Set(next);
  const matches: PathMatch[] = [];
  const unmatched: string[] = [];
  for (const path of old) {
    if (left.delete(path)) matches.push({ old: path, new: path, renamed: new Map() });
    else unmatched.push(path);
  }
  const byShape = new Map<string, string[]>();
  for (const path of left) {
    const shape = path.replace(PARAMETER, "{}");
    byShape.set(shape, [...(byShape.get(shape) ?? []), path]);
  }
  const onlyOld: string[] = [];
  for (const path of unmatched) {
    const found = byShape.get(path.replace(PARAMETER, "{}"))?.shift();
    if (found === undefined) {
      onlyOld.push(path);
      continue;
    }
    left.delete(found);
    const names = parametersOf(found);
    const renamed = new Map(
      parametersOf(path).flatMap((name, index) => {
        const to = names[index];
        return to === undefined || to === name ? [] : [[name, to] as const];
      }),
    );
    matches.push({ old: path, new: found, renamed });
  }
  return { matches, onlyOld, onlyNew: [...left] };
}

function parametersOf(path: string): string[] {
  return [...path.matchAll(PARAMETER)].map((match) => match[1] ?? "");
}
