import { parsePointer } from "./json-pointer.ts";

/** The pointers to locate in one pass, as a tree of their keys. */
export interface PointerNode {
  readonly children: Map<string, PointerNode>;
  /** Offset of the value; undefined until it is found. */
  offset: number | undefined;
}

export function createPointerTree(pointers: readonly string[]): PointerNode {
  const root: PointerNode = { children: new Map(), offset: undefined };
  for (const pointer of pointers) {
    let node = root;
    for (const key of parsePointer(pointer)) {
      let child = node.children.get(key);
      if (!child) {
        child = { children: new Map(), offset: undefined };
        node.children.set(key, child);
      }
      node = child;
    }
  }
  return root;
}

/** The offset of the value at a pointer, or of its nearest ancestor that was found. */
export function nearestOffset(root: PointerNode, pointer: string): number {
  let node = root;
  let offset = root.offset ?? 0;
  for (const key of parsePointer(pointer)) {
    const child = node.children.get(key);
    if (child?.offset === undefined) break;
    node = child;
    offset = child.offset;
  }
  return offset;
}
