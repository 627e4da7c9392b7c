import type { StoppableTimer } from "./call-timer.ts";

/**
 * An answer whose body is read by the caller: each piece of it has the time of the call, a fault is the error that the
 * client would throw, and at its end the signals are let go.
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
    // Nothing is read before it is asked for.
    { highWaterMark: 0 },
  );
  return new Response(watched, { headers, status, statusText });
}
