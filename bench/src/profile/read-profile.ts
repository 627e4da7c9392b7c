/** The parts of a `.cpuprofile` that are read. @see https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples?: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas?: readonly number[];
}

/** Where time went. */
export interface SelfTime {
  readonly name: string;
  readonly milliseconds: number;
}

export interface ProfileSummary {
  readonly totalMilliseconds: number;
  /** By function and file, the costliest first. */
  readonly functions: readonly SelfTime[];
  /** By package, the costliest first. */
  readonly packages: readonly SelfTime[];
  /** By the folder of the source file, where a bundle says what it is made of; the costliest first. */
  readonly folders: readonly SelfTime[];
}

/**
 * Sums the time that functions themselves took, over the profiles of all threads of one process. `sourceOf` may name the
 * source file of a place in a bundle (its line counts from 0).
 */
export function summariseProfiles(
  profiles: readonly CpuProfile[],
  sourceOf: (url: string, line: number) => string = (url) => url,
): ProfileSummary {
  const functions = new Map<string, number>();
  const packages = new Map<string, number>();
  const folders = new Map<string, number>();
  let total = 0;
  for (const { nodes, samples = [], timeDeltas = [] } of profiles) {
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
    const selfTimes = new Map<number, number>();
    samples.forEach((id, index) => {
      selfTimes.set(id, (selfTimes.get(id) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
    });
    for (const [id, milliseconds] of selfTimes) {
      const frame = frames.get(id);
      if (!frame || frame.functionName === "(idle)") continue;
      const { functionName, url, lineNumber } = frame;
      total += milliseconds;
      const source = sourceOf(url, lineNumber);
      add(functions, functionLabel(functionName, url, lineNumber, source), milliseconds);
      if (source !== url) add(folders, source.slice(0, source.lastIndexOf("/")), milliseconds);
      add(packages, url === "" ? functionName || "(native)" : packageOf(url), milliseconds);
    }
  }
  return {
    totalMilliseconds: total,
    functions: costliestFirst(functions),
    packages: costliestFirst(packages),
    folders: costliestFirst(folders),
  };
}

/** The package that a file belongs to: `node`, a name from `node_modules`, or a folder of `packages`. */
export function packageOf(url: string): string {
  if (url.startsWith("node:")) return "node";
  const installed = url.split("/node_modules/").at(-1);
  if (installed !== undefined && installed !== url) {
    const [scope = "", name = ""] = installed.split("/");
    return scope.startsWith("@") ? `${scope}/${name}` : scope;
  }
  return /\/packages\/([^/]+)\//.exec(url)?.[1] ?? "other";
}

function functionLabel(name: string, url: string, line: number, source: string): string {
  if (url === "") return name || "(native)";
  const place = source === url ? `${url.split("/").at(-1)}:${line + 1}` : source;
  return `${name || "(anonymous)"}  ${packageOf(url)} ${place}`;
}

function add(sums: Map<string, number>, name: string, milliseconds: number): void {
  sums.set(name, (sums.get(name) ?? 0) + milliseconds);
}

function costliestFirst(sums: ReadonlyMap<string, number>): readonly SelfTime[] {
  return [...sums]
    .map(([name, milliseconds]) => ({ name, milliseconds }))
    .sort((a, b) => b.milliseconds - a.milliseconds || (a.name < b.name ? -1 : 1));
}
