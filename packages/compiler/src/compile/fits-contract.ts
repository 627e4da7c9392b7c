import { isCreateConnectionRequest, isCreateJobRequest, isTableRequest } from "@starfix/schema/guards";
import type { PreparedRequest } from "./prepare-request.ts";

const guards = { connection: isCreateConnectionRequest, table: isTableRequest, job: isCreateJobRequest };

/** Whether a request fits its schema. What is wrong with one that does not is for `contractIssuesOf` to say. */
export function fitsContract({ emitted: { kind }, json }: PreparedRequest): boolean {
  return guards[kind](json);
}
