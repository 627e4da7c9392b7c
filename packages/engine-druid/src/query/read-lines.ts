/**
 * The whole lines of a text that arrives in parts: those of each part together, without their ends. Throws the reason of
 * `signal` when that aborts: fetch alone leaves a read that is under way without an end.
 */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const reader = body.getReader();
  const stop = (): void => void reader.cancel().catch(() => {});
  signal?.addEventListener("abort", stop, { once: true });
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      if (lines.length > 0) yield lines;
    }
    if (rest !== "") yield [rest];
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}
