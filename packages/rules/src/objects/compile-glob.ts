import { type GlobToken, parseGlob } from "./parse-glob.ts";

/** A step of the machine: takes a character and goes to the next step, or goes on to several at once. */
type Step =
  | { readonly kind: "take"; readonly test: (char: string) => boolean }
  | { readonly kind: "fork"; readonly targets: readonly number[] };

/** A compiled glob. Both tests take time proportional to the length of the text times that of the pattern. */
export interface Glob {
  /** Whether the glob matches a whole object key. */
  matches(key: string): boolean;
  /** Whether it matches some key that begins with `prefix`. */
  meets(prefix: string): boolean;
}

/**
 * Compiles a glob of Java's dialect (see {@link parseGlob}) over whole object keys.
 *
 * @example
 * compileGlob("penguins/*.json").matches("penguins/emperor.json");
 * // => true
 * compileGlob("penguins/*.json").meets("penguins/2026/");
 * // => false
 *
 * @throws GlobSyntaxError with the position.
 */
export function compileGlob(pattern: string): Glob {
  const steps: Step[] = [];
  emit(parseGlob(pattern), steps);
  return {
    matches: (key) => after(steps, key)?.has(steps.length) ?? false,
    meets: (prefix) => after(steps, prefix) !== undefined,
  };
}

function emit(tokens: readonly GlobToken[], steps: Step[]): void {
  for (const token of tokens) {
    const at = steps.length;
    switch (token.kind) {
      case "one":
        steps.push({ kind: "take", test: token.test });
        break;
      case "many":
        steps.push({ kind: "fork", targets: [at + 1, at + 3] });
        steps.push({ kind: "take", test: token.test });
        steps.push({ kind: "fork", targets: [at] });
        break;
      case "either": {
        const starts: number[] = [];
        const ends: number[] = [];
        steps.push({ kind: "fork", targets: starts });
        for (const branch of token.branches) {
          starts.push(steps.length);
          emit(branch, steps);
          ends.push(steps.length);
          steps.push({ kind: "fork", targets: [] });
        }
        const after = steps.length;
        for (const end of ends) steps[end] = { kind: "fork", targets: [after] };
        break;
      }
      default:
        throw new Error(`unexpected token: ${JSON.stringify(token satisfies never)}`);
    }
  }
}

/** The steps that are reached after a text; undefined when there are none. */
function after(steps: readonly Step[], text: string): ReadonlySet<number> | undefined {
  let current = reach(steps, [0]);
  for (const char of text) {
    const next: number[] = [];
    for (const at of current) {
      const step = steps[at];
      if (step?.kind === "take" && step.test(char)) next.push(at + 1);
    }
    if (next.length === 0) return undefined;
    current = reach(steps, next);
  }
  return current;
}

/** All steps that are reached without taking a character. The index after the last step is the match. */
function reach(steps: readonly Step[], starts: readonly number[]): Set<number> {
  const reached = new Set<number>();
  const open = [...starts];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const step = steps[at];
    if (step?.kind === "fork") open.push(...step.targets);
  }
  return reached;
}
