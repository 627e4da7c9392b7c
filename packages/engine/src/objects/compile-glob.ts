import { type GlobToken, parseGlob } from "@starfix/rules";

/** A step of the machine: takes a character and goes to the next step, or goes on to several at once. */
type Step =
  | { readonly kind: "take"; readonly test: (char: string) => boolean }
  | { readonly kind: "fork"; readonly targets: readonly number[] };

/**
 * Compiles a glob of Java's dialect (see {@link parseGlob}) to a test over whole object keys. It runs in time
 * proportional to the length of the key times that of the pattern, whatever the pattern.
 *
 * @example
 * compileGlob("penguins/*.json")("penguins/emperor.json");
 * // => true
 *
 * @throws GlobSyntaxError with the position.
 */
export function compileGlob(pattern: string): (key: string) => boolean {
  const steps: Step[] = [];
  emit(parseGlob(pattern), steps);
  return (key) => matches(steps, key);
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

function matches(steps: readonly Step[], key: string): boolean {
  let current = reach(steps, [0]);
  for (const char of key) {
    const next: number[] = [];
    for (const at of current) {
      const step = steps[at];
      if (step?.kind === "take" && step.test(char)) next.push(at + 1);
    }
    if (next.length === 0) return false;
    current = reach(steps, next);
  }
  return current.has(steps.length);
}

/** All steps that can be stood at without taking a character. The place after the last step is the match. */
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
