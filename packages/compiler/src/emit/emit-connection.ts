import type { ConnectionNode } from "@starfix/dsl";
import type { CreateConnectionRequest } from "@starfix/schema";

type ConnectionType = CreateConnectionRequest["type"];
type Request<TType extends ConnectionType> = Extract<CreateConnectionRequest, { readonly type: TType }>;

/**
 * The members of each request in the order in which an artifact has them. One that the contract gains is a type error
 * here until it has its place.
 */
const members: { readonly [TType in ConnectionType]: { readonly [TKey in keyof Required<Request<TType>>]: true } } = {
  s3: {
    type: true,
    name: true,
    description: true,
    bucket: true,
    awsEndpoint: true,
    awsAssumedRoleArn: true,
    prefix: true,
    secrets: true,
  },
  azure: {
    type: true,
    name: true,
    description: true,
    storageAccount: true,
    container: true,
    prefix: true,
    secrets: true,
  },
  kafka: {
    type: true,
    name: true,
    description: true,
    bootstrapServers: true,
    topicName: true,
    topicNameIsPattern: true,
    clientRack: true,
    ssl: true,
    secrets: true,
  },
  confluent: {
    type: true,
    name: true,
    description: true,
    bootstrapServers: true,
    topicName: true,
    topicNameIsPattern: true,
    secrets: true,
  },
  confluent_schema_registry: { type: true, name: true, description: true, urls: true, secrets: true },
  kinesis: {
    type: true,
    name: true,
    description: true,
    stream: true,
    awsEndpoint: true,
    awsAssumedRoleArn: true,
  },
  push_streaming: { type: true, name: true, description: true, endpointUrl: true },
};

/** The body of `POST /connections`, with its keys in a fixed order. Secrets are still references. */
export function emitConnection({ request }: ConnectionNode): Readonly<Record<string, unknown>> {
  const emitted: Record<string, unknown> = {};
  // What a newer builder may have put in beside the members known here is kept, and so refused by the contract rather
  // than lost.
  for (const key of [...Object.keys(members[request.type]), ...Object.keys(request)]) {
    const value = request[key as keyof typeof request];
    if (value !== undefined) emitted[key] = value;
  }
  return emitted;
}
