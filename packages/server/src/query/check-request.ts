import { describeValue } from "@starfix/rules";
import type { SqlRequest } from "@starfix/schema";
import { SqlError } from "./sql-error.ts";

/** Refuses by name what a query may ask for and this server does not do; the limit of the context, when it has one. */
export function checkRequest({
  context = {},
  header,
  parameters = [],
  sqlTypesHeader,
  typesHeader,
}: SqlRequest): number {
  if (parameters.length > 0) {
    throw refused("parameters", `unsupported parameters: expected none, received ${parameters.length}`);
  }
  if (header !== true && (typesHeader === true || sqlTypesHeader === true)) {
    const name = typesHeader === true ? "typesHeader" : "sqlTypesHeader";
    throw refused(name, `invalid ${name}: expected it only with header: true, received it without`);
  }
  const zone = refusedTimeZone(context);
  if (zone !== undefined) {
    throw refused("context/sqlTimeZone", `unsupported sqlTimeZone: expected UTC, received ${describeValue(zone)}`);
  }
  const { sqlOuterLimit: limit = Number.POSITIVE_INFINITY } = context;
  if (typeof limit === "number" && limit >= 0 && (Number.isInteger(limit) || limit === Number.POSITIVE_INFINITY))
    return limit;
  const words = `invalid sqlOuterLimit: expected a whole number of rows, received ${describeValue(limit)}`;
  throw refused("context/sqlOuterLimit", words);
}

function refused(member: string, message: string): SqlError {
  return new SqlError(message, { context: { target: `/${member}` } });
}

/** Another zone would change what time functions answer. */
function refusedTimeZone({ sqlTimeZone: zone = "UTC" }: Readonly<Record<string, unknown>>): unknown {
  return zone === "UTC" || zone === "Etc/UTC" ? undefined : zone;
}
