import { joinPointer } from "../load/json-pointer.ts";

/** Where a schema stands. Only a report makes a JSON pointer of it, so that the many without one cost nothing. */
export type Place = string | Step;

interface Step {
  readonly around: Place;
  readonly key: string;
  readonly name: string | number | undefined;
}

export function stepInto(around: Place, key: string, name?: string | number): Place {
  return { around, key, name };
}

/** The JSON pointer of a place, or of something in it. */
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
