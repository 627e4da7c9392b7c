/** One field that differs. A side that lacks the field lacks the member. */
export interface FieldChange {
  /** JSON pointer of the field; where it was removed, its pointer in the value before. */
  readonly pointer: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * The fields in which two JSON values differ. A field that only one of them has is one change, whatever is below it. Lists
 * are compared item by item after the items that both begin and end with, so an inserted item is one change.
 *
 * @example
 * diffJson({ a: 1, b: [1, 2] }, { a: 3, b: [0, 1, 2] });
 * // => [{ pointer: "/a", before: 1, after: 3 }, { pointer: "/b/0", after: 0 }]
 */
export function diffJson(before: unknown, after: unknown): readonly FieldChange[] {
  return diff(before, after, "");
}

function diff(before: unknown, after: unknown, pointer: string): readonly FieldChange[] {
  if (same(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, pointer);
  if (!isObject(before) || !isObject(after)) return [{ pointer, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((key) => {
    const path = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (!Object.hasOwn(after, key)) return [{ pointer: path, before: before[key] }];
    if (!Object.hasOwn(before, key)) return [{ pointer: path, after: after[key] }];
    return diff(before[key], after[key], path);
  });
}

function diffLists(before: readonly unknown[], after: readonly unknown[], pointer: string): readonly FieldChange[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && same(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && same(before.at(-1 - end), after.at(-1 - end))) end++;
  const [fewer, more] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const paired = Math.min(fewer.length, more.length);
  return [
    ...fewer.slice(0, paired).flatMap((item, index) => diff(item, more[index], `${pointer}/${start + index}`)),
    ...fewer.slice(paired).map((item, index) => ({ pointer: `${pointer}/${start + paired + index}`, before: item })),
    ...more.slice(paired).map((item, index) => ({ pointer: `${pointer}/${start + paired + index}`, after: item })),
  ];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
