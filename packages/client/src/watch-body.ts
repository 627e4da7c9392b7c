import type { StoppableTimer } from "./call-timer.ts";

/**
 * A response whose body is read by the caller: the timeout applies to each chunk, errors are those of the client, and
 * the signals are released at its end.
 */
export function watchBody(response: Response, timer: StoppableTimer, faultOf: (thrown: unknown) => unknown): Response {
  timer.stopClock();
  const { body, headers, status, statusText } = response;
  if (body === null) {
    timer.end();
    return response;
  }
  const reader = body.getReader();
  const watched = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        timer.restartClock();
        try {
          const { done, value } = await reader.read();
          timer.stopClock();
          if (!done) return controller.enqueue(value);
          timer.end();
          controller.close();
        } catch (thrown) {
          timer.end();
          throw faultOf(thrown);
        }
      },
      cancel(reason) {
        timer.end();
        return reader.cancel(reason);
      },
    },
    // Chunks are read on demand.
    { highWaterMark: 0 },
  );
  return new Response(watched, { headers, status, statusText });
}
