import { joinPointer } from "../load/json-pointer.ts";

/** The place of a schema. Its JSON pointer is built only for a report. */
export type Place = string | Step;

interface Step {
  readonly around: Place;
  readonly key: string;
  readonly name: string | number | undefined;
}

export function stepInto(around: Place, key: string, name?: string | number): Place {
  return { around, key, name };
}

/** The JSON pointer of a place, or of a place within it. */
export function pointerOf(place: Place, ...keys: readonly (string | number)[]): string {
  const steps: (string | number)[] = [];
  let current = place;
  while (typeof current !== "string") {
    if (current.name !== undefined) steps.push(current.name);
    steps.push(current.key);
    current = current.around;
  }
  return joinPointer(current, ...steps.reverse(), ...keys);
}
