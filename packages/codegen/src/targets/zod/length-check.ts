/**
 * JSON Schema counts the characters of a string as code points, zod's own `.min()` and `.max()` count UTF-16 units.
 * Printed into the generated file when a schema needs it.
 */
export const LENGTH_CHECK = `/** Holds a string to a number of characters, counted as code points. */
function characters(minimum: number, maximum: number): z.core.CheckFn<string> {
  return (payload) => {
    const input = payload.value;
    let count = 0;
    for (const _ of input) count++;
    if (count < minimum) payload.issues.push({ code: "too_small", origin: "string", minimum, inclusive: true, input });
    if (count > maximum) payload.issues.push({ code: "too_big", origin: "string", maximum, inclusive: true, input });
  };
}
`;
