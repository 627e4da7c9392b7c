import { toIdentifier } from "../names.ts";
import type { OperationModel } from "./operation-model.ts";

/** The operations of one tag, with their names in the group. */
export interface OperationGroup {
  /** The tag as an identifier: `apiKeys`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly members: readonly { readonly method: string; readonly model: OperationModel }[];
}

/** A member named `then` would make the group a thenable. */
const THEN = "then";

/**
 * Groups operations by their first tag, or `other` without one. The name in the group is the id without
 * the words of the tag: `createJob` of `jobs` is `create`, `listLookupAliases` of `lookups` is `listAliases`. The full
 * id is used if nothing would be left, or if two names would be equal.
 */
export function groupOperations(models: readonly OperationModel[]): readonly OperationGroup[] {
  const groups = new Map<string, { tag: string | undefined; models: OperationModel[] }>();
  for (const model of models) {
    const name = lowerFirst(toIdentifier(model.tag ?? "other"));
    const group = groups.get(name) ?? { tag: model.tag, models: [] };
    group.models.push(model);
    groups.set(name, group);
  }
  return [...groups].map(([name, { tag, models: all }]) => {
    const short = all.map(({ id }) => shortName(id, tag ?? ""));
    const isFree = (method: string, at: number): boolean =>
      method !== THEN && !(method in {}) && short.indexOf(method) === at && short.lastIndexOf(method) === at;
    return {
      name,
      tag,
      members: all.map((model, at) => {
        const method = short[at] ?? "";
        const isTaken = all.some(({ id }) => id === method && id !== model.id);
        return { method: isFree(method, at) && !isTaken ? method : model.id, model };
      }),
    };
  });
}

function shortName(id: string, tag: string): string {
  const words = wordsOf(id);
  const drop = wordsOf(toIdentifier(tag)).map(singular);
  for (let at = 0; drop.length > 0 && at + drop.length <= words.length; at++) {
    if (!drop.every((word, index) => singular(words[at + index] ?? "") === word)) continue;
    const left = words.toSpliced(at, drop.length);
    return left.length === 0 ? id : lowerFirst(left.join(""));
  }
  return id;
}

/** `getSQLState` → `get`, `SQL`, `State` */
function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^A-Za-z]+/g) ?? [];
}

function singular(word: string): string {
  return word.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
}

function lowerFirst(text: string): string {
  return text.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
}
