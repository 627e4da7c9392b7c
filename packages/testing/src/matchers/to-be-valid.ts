import type { Matcher } from "./matcher.ts";
import { receivedDefinition } from "./received-definition.ts";

type Kind = "job" | "connection" | "table";

export const toBeValidJob: Matcher<[]> = toBeValid("toBeValidJob", "job");
export const toBeValidConnection: Matcher<[]> = toBeValid("toBeValidConnection", "connection");
export const toBeValidTable: Matcher<[]> = toBeValid("toBeValidTable", "table");

function toBeValid(matcher: string, kind: Kind): Matcher<[]> {
  return (received) => {
    const definition = receivedDefinition(matcher, received);
    const { what, artifact } = definition;
    // A definition of another kind is no answer to the question, whichever way it is asked.
    if (definition.kind !== kind) throw new TypeError(`invalid ${matcher}: expected a ${kind}, received ${what}`);
    const reasons = "reasons" in definition ? definition.reasons : "";
    return {
      pass: artifact !== undefined,
      message: () => (artifact ? `expected ${what} not to compile` : `expected ${what} to compile\n${reasons}`),
    };
  };
}
