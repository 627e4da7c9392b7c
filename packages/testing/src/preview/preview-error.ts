/** One thing of a job that a preview cannot do. */
export interface PreviewRefusal {
  /** The function, the type or the member of the request, by its name. */
  readonly name: string;
  readonly message: string;
  /** JSON pointer into the request, where it stands there. */
  readonly pointer?: string;
}

/**
 * A preview gave no rows: the job does not compile, the engine cannot run it exactly as Druid does, or the rows break it.
 *
 * @example
 * await expect(preview(koalas, [{ timestamp: "yesterday" }])).rejects.toThrow("__time");
 */
export class PreviewError extends Error {
  /** What cannot be done, by name; empty when the rows are at fault. */
  readonly refusals: readonly PreviewRefusal[];
  constructor(message: string, refusals: readonly PreviewRefusal[] = []) {
    super(message);
    this.name = "PreviewError";
    this.refusals = refusals;
  }
}

/** An error that lists everything that cannot be done. */
export function refusedPreview(what: string, refusals: readonly PreviewRefusal[]): PreviewError {
  const lines = refusals.map(({ message, pointer }) => `  ${pointer ? `${pointer}: ` : ""}${message}`);
  return new PreviewError(`${what} cannot be previewed:\n${lines.join("\n")}`, refusals);
}
