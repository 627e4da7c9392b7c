/**
 * Yields the lines of a response as they arrive. The service ends line formats with an empty line, so a response without
 * one was cut off.
 */
export async function* readLines(
  body: ReadableStream<Uint8Array> | null,
  cutOff: (lines: number) => Error,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let rest = "";
  let count = 0;
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      rest += value === undefined ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const text = line.endsWith("\r") ? line.slice(0, -1) : line;
        if (text === "") return;
        count++;
        yield text;
      }
      if (done) throw cutOff(count);
    }
  } finally {
    // The consumer stopped early; a broken stream has nothing to cancel.
    await reader?.cancel().catch(() => undefined);
  }
}
