import { type Log, stackOf } from "../log.ts";
import type { FormattedRows } from "./format-rows.ts";

const ENCODER = new TextEncoder();

/**
 * Answers with text as it is made. An error before the first chunk is thrown, so that it is answered as an error; after it the
 * answer is broken off, as Druid does, because the status is sent already. A client that leaves aborts `ended`.
 */
export async function streamResponse(
  { chunks, contentType }: FormattedRows,
  ended: AbortController,
  log: Log,
): Promise<Response> {
  const iterator = chunks[Symbol.asyncIterator]();
  let next: IteratorResult<string> | undefined = await iterator.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = next ?? (await iterator.next());
        next = undefined;
        if (done === true) controller.close();
        else controller.enqueue(ENCODER.encode(value));
      } catch (error) {
        if (!ended.signal.aborted) {
          log({ level: "error", message: "a query failed after its answer had begun", stack: stackOf(error) });
        }
        controller.error(error);
      }
    },
    async cancel() {
      ended.abort();
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { "content-type": contentType } });
}
