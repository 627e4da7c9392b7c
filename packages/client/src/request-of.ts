import type { OperationRequest, Transport } from "@starfix/schema/operations";

/** The request that an operation makes, unsent: for those whose body or answer the contract leaves open. */
export function requestOf(
  { projectId }: Transport,
  operation: (recorder: Transport) => Promise<unknown>,
): OperationRequest {
  const made: OperationRequest[] = [];
  void operation({
    projectId,
    // Nobody waits for an answer.
    send: <TAnswer>(request: OperationRequest) => {
      made.push(request);
      return Promise.resolve() as Promise<unknown> as Promise<TAnswer>;
    },
  });
  const [request] = made;
  if (request === undefined) throw new Error("expected the operation to make a request");
  return request;
}
