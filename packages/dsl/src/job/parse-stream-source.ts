import type { StreamConnection } from "../connection/connection-definition.ts";
import type { ConnectionNode, StreamConnectionNode } from "../connection/connection-node.ts";
import { refuse } from "../definition-error.ts";

const streams: Readonly<Record<StreamConnectionNode["request"]["type"], true>> = {
  kafka: true,
  confluent: true,
  kinesis: true,
  push_streaming: true,
};

/** Checks that what a streaming job reads is a stream. */
export function parseStreamSource(connection: StreamConnection): StreamConnectionNode {
  const expected = 'a connection such as kafkaConnection("events")…';
  if (typeof connection?.toNode !== "function") return refuse("connection", expected, connection);
  const node: ConnectionNode = connection.toNode();
  if (node.kind !== "connection") return refuse("connection", expected, (node as { kind: unknown }).kind);
  if (!Object.hasOwn(streams, node.request.type)) {
    return refuse(
      "connection",
      "one of Kafka, Confluent, Kinesis or push; a batchJob() reads objects",
      node.request.type,
    );
  }
  // Its type was just looked up.
  return node as StreamConnectionNode;
}
