import type { ConnectionType } from "@starfix/schema";
import { describeValue } from "../../issues/describe-value.ts";
import type { Report } from "../../issues/rule-issue.ts";
import type { KnownConnection, RuleContext } from "../../rule-context.ts";

/** Finds a connection of one of some types; undefined when it is not known or of another type, which is reported. */
export function checkConnectionOf(
  { name, pointer }: { readonly name: string; readonly pointer: string },
  types: readonly ConnectionType[],
  context: RuleContext,
  report: Report,
): KnownConnection | undefined {
  const connection = context.connection(name);
  if (connection === undefined) {
    if (!context.complete && (context.connectionNames?.has(name) ?? true)) return undefined;
    const facts = { expected: "a connection of this project", received: describeValue(name) };
    report("unknown_connection", pointer, facts);
    return undefined;
  }
  if (types.includes(connection.type)) return connection;
  const facts = { connection: name, expected: `one of type ${types.join(" or ")}`, received: connection.type };
  report("connection_type", pointer, facts);
  return undefined;
}
