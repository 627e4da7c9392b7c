import { type AboutNode, withAbout } from "../about/about-node.ts";
import { type DefinitionMark, definitionFormat } from "../definition.ts";
import { DefinitionError } from "../definition-error.ts";
import { captureOrigin, type Origin, record } from "../origin.ts";
import { parseName } from "../parse-name.ts";
import { addPatch, type Patch } from "../patch.ts";
import type { ConnectionNode } from "./connection-node.ts";

/** What a connection carries beside the members of its request; a builder holds it where its base keeps the origin. */
export interface ConnectionState {
  readonly name: string;
  readonly origin: Origin;
  readonly patches: readonly Patch[];
  readonly about?: AboutNode;
}

/**
 * What completes a connection: for each part what to call, the text that type errors show, and the members of the
 * request of which one says that it is given.
 */
export type ConnectionParts<TMember extends PropertyKey> = Readonly<
  Record<string, { readonly call: string; readonly members: readonly TMember[] }>
>;

const noPatches: readonly Patch[] = Object.freeze([]);

/** Nodes by the members of their request: thousands of jobs ask one connection for its node. */
const nodes = new WeakMap<object, ConnectionNode>();

/** Begins a connection at the place from which `entry`, the function of the user, was called. */
export function beginConnection(name: unknown, entry: (...args: never[]) => unknown): ConnectionState {
  const origin = captureOrigin(entry);
  const parsed = parseName("connection name", name);
  record({ kind: "connection", name: parsed, origin });
  return { name: parsed, origin, patches: noPatches };
}

/** The mark of a connection, from what its builder carries. */
export function connectionMark(carried: unknown): DefinitionMark {
  const { name, origin } = stateOf(carried);
  return { kind: "connection", format: definitionFormat, name, origin };
}

/** What a builder carries after one more `.patch()`. */
export function withPatch(carried: unknown, change: Patch<never>): ConnectionState {
  const state = stateOf(carried);
  return { ...state, patches: addPatch(state.patches, change) };
}

/** What a builder carries after more was said about it. */
export function withSaid(carried: unknown, said: AboutNode): ConnectionState {
  const state = stateOf(carried);
  return { ...state, about: withAbout(state.about, said) };
}

/**
 * The node of a connection.
 *
 * @throws DefinitionError that says what to call, when a part is missing.
 */
export function connectionNode<TNode extends ConnectionNode>(
  props: object,
  carried: unknown,
  parts: ConnectionParts<keyof TNode["request"]>,
): TNode {
  const { name, origin, patches, about } = stateOf(carried);
  const made = nodes.get(props);
  // Builders are immutable, so a node for the same members and patches is the same one.
  if (made !== undefined && made.patches === patches && made.about === about) return made as TNode;
  // The builder has put in only what its node's request holds; what is missing is looked for next.
  const request = props as TNode["request"];
  const missing = Object.values(parts).filter(({ members }) => members.every((key) => request[key] === undefined));
  if (missing.length > 0) {
    const todo = missing.map(({ call }) => call).join("; ");
    throw new DefinitionError(`incomplete connection ${JSON.stringify(name)}: ${todo}`);
  }
  const node = { kind: "connection", name, origin, request, patches, ...(about && { about }) } as const;
  // A node of this request: the members are those of every connection.
  const frozen = Object.freeze(node) as unknown as TNode;
  nodes.set(props, frozen);
  return frozen;
}

/** Every entry function hands in what `beginConnection` made, and builders carry it along without looking. */
function stateOf(carried: unknown): ConnectionState {
  return carried as ConnectionState;
}
