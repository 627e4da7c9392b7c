import { DefinitionError } from "../definition-error.ts";

/** JavaScript lists names like "1" before all others, so the order written would be lost without a word. */
export function refuseMovedName(what: string, name: string, instead = ""): void {
  if (/^(0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1) {
    throw new DefinitionError(
      `invalid ${what} name ${JSON.stringify(name)}: expected a name that is no whole number, because JavaScript would move it before the others${instead}`,
    );
  }
}
