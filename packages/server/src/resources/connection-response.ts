import type { ConnectionRecord } from "@starfix/engine";
import type { ConnectionResponse } from "@starfix/schema";

/** A connection as it is answered: all but its secrets. */
export function connectionResponse(record: ConnectionRecord): ConnectionResponse {
  return {
    type: record.type,
    name: record.name,
    ...(record.description === undefined ? {} : { description: record.description }),
    submittedByUser: record.submittedByUser,
    submittedOnTimestamp: record.submittedOnTimestamp,
    modifiedByUser: record.modifiedByUser,
    modifiedOnTimestamp: record.modifiedOnTimestamp,
    ...(record.awsAssumedRoleArn === undefined ? {} : { awsAssumedRoleArn: record.awsAssumedRoleArn }),
    awsEndpoint: record.awsEndpoint,
    bucket: record.bucket,
    ...(record.prefix === undefined ? {} : { prefix: record.prefix }),
  };
}
