import type { ByteSource } from "@starfix/engine";

/** One object of a source, under the name that messages show. */
export interface SampleObject {
  /** Path or URI, as a user would type it. */
  readonly name: string;
  readonly object: ByteSource;
  /** Where it lies on this machine; absent when it does not. */
  readonly file?: string;
}

/** What a source holds, not yet read. */
export interface SampleSource {
  readonly objects: readonly SampleObject[];
  /** What was left out while looking, one sentence each. */
  readonly notes: readonly string[];
}

/** More objects than this are not listed: a sample needs few, and a bucket can hold millions. */
export const MAX_LISTED = 10_000;

/** Lists objects up to {@link MAX_LISTED}; notes when there are more, and how many are empty. */
export async function listObjects(
  objects: AsyncIterable<ByteSource>,
  describe: (object: ByteSource) => SampleObject,
): Promise<SampleSource> {
  const listed: SampleObject[] = [];
  const notes: string[] = [];
  let empty = 0;
  for await (const object of objects) {
    if (listed.length === MAX_LISTED) {
      notes.push(`only the first ${MAX_LISTED} objects were looked at; there are more`);
      break;
    }
    if (object.size === 0) empty++;
    else listed.push(describe(object));
  }
  if (empty > 0) notes.push(`${empty === 1 ? "1 empty file" : `${empty} empty files`} left out`);
  return { objects: listed, notes };
}
