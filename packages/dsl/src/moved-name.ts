import { DefinitionError } from "./definition-error.ts";

/** JavaScript lists names like "1" before all others, so the order written would be lost without a word. */
export function refuseMovedName(what: string, name: string, instead = ""): void {
  if (startsWithDigit(name) && /^(0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1) {
    throw new DefinitionError(
      `invalid ${what} name ${JSON.stringify(name)}: expected a name that is no whole number, because JavaScript would move it before the others${instead}`,
    );
  }
}

/** Asked of every name of every definition, so that the rest is asked of few. */
export function startsWithDigit(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57;
}
