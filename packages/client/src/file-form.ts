import type { UploadData } from "./upload.ts";

/** Bytes in memory are sent in chunks of this size, so that progress can be reported. */
const PIECE = 65_536;

/** A multipart form of one file. */
export interface FileForm {
  readonly contentType: string;
  /** Size of the file in bytes, if known. */
  readonly size: number | undefined;
  /** Size of the form in bytes, if known. */
  readonly length: number | undefined;
  /** The form as a stream; `report` is called with the number of bytes of the file read so far. */
  stream(report: (sent: number) => void): ReadableStream<Uint8Array>;
  /** The form in memory, and the size of the file. */
  gather(): Promise<{ readonly body: Blob; readonly size: number }>;
}

/** Creates the form for one file. A stream in it can be read once, with `stream` or `gather`. */
export function fileForm(part: string, name: string, data: UploadData, streamSize: number | undefined): FileForm {
  const boundary = `form-${crypto.randomUUID()}`;
  const encoder = new TextEncoder();
  const head = encoder.encode(
    `--${boundary}\r\nContent-Disposition: form-data; name="${part}"; filename="${quoted(name)}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
  );
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  const content = data instanceof ReadableStream ? data : new Blob([data]);
  const size = content instanceof Blob ? content.size : streamSize;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    size,
    length: size === undefined ? undefined : head.byteLength + size + tail.byteLength,
    stream: (report) => toStream(frame(head, readPieces(content), tail, report)),
    gather: async () => {
      const blob = content instanceof Blob ? content : await new Response(content).blob();
      return { body: new Blob([head, blob, tail]), size: blob.size };
    },
  };
}

/** Escapes the name of a part as browsers do. */
function quoted(text: string): string {
  return text.replace(/["\r\n]/g, (c) => (c === '"' ? "%22" : c === "\r" ? "%0D" : "%0A"));
}

async function* readPieces(content: Blob | ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = (content instanceof Blob ? content.stream() : content).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (let at = 0; at < value.byteLength; at += PIECE) yield value.subarray(at, at + PIECE);
    }
  } finally {
    // The consumer stopped early.
    await reader.cancel().catch(() => undefined);
  }
}

async function* frame(
  head: Uint8Array,
  pieces: AsyncIterable<Uint8Array>,
  tail: Uint8Array,
  report: (sent: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sent = 0;
  report(sent);
  yield head;
  for await (const piece of pieces) {
    yield piece;
    // The next chunk is requested, so this one was sent.
    sent += piece.byteLength;
    report(sent);
  }
  yield tail;
}

function toStream(pieces: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}
