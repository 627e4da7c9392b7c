import type { OperationRequest, Transport } from "@starfix/schema/operations";

/** The request of an operation, without sending it, to send it with another body or response handling. */
export function requestOf(
  { projectId }: Transport,
  operation: (recorder: Transport) => Promise<unknown>,
): OperationRequest {
  const made: OperationRequest[] = [];
  void operation({
    projectId,
    // The promise is not awaited.
    send: <TAnswer>(request: OperationRequest) => {
      made.push(request);
      return Promise.resolve() as Promise<unknown> as Promise<TAnswer>;
    },
  });
  const [request] = made;
  if (request === undefined) throw new Error("expected the operation to make a request");
  return request;
}
