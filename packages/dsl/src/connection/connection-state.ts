import { type AboutNode, withAbout, withAllowed } from "../about/about-node.ts";
import { type DefinitionMark, definitionFormat } from "../definition.ts";
import { DefinitionError } from "../definition-error.ts";
import { captureOrigin, type Origin, record } from "../origin.ts";
import { parseName } from "../parse-name.ts";
import { addPatch, type Patch } from "../patch.ts";
import type { ConnectionNode } from "./connection-node.ts";

/** The state of a connection besides the members of its request; a builder keeps it as its `origin`. */
export interface ConnectionState {
  readonly name: string;
  readonly origin: Origin;
  readonly patches: readonly Patch[];
  readonly about?: AboutNode;
}

/**
 * The parts of a complete connection: for each the call to make, as shown by type errors, and the members of the
 * request of which one must be set.
 */
export type ConnectionParts<TMember extends PropertyKey> = Readonly<
  Record<string, { readonly call: string; readonly members: readonly TMember[] }>
>;

const noPatches: readonly Patch[] = Object.freeze([]);

/** Cached nodes by their request, since thousands of jobs may use one connection. */
const nodes = new WeakMap<object, ConnectionNode>();

/** The initial state of a connection, with the place at which `entry` was called. */
export function beginConnection(name: unknown, entry: (...args: never[]) => unknown): ConnectionState {
  const origin = captureOrigin(entry);
  const parsed = parseName("connection name", name);
  record({ kind: "connection", name: parsed, origin });
  return { name: parsed, origin, patches: noPatches };
}

/** The mark of a connection. */
export function connectionMark(carried: unknown): DefinitionMark {
  const { name, origin } = stateOf(carried);
  return { kind: "connection", format: definitionFormat, name, origin };
}

/** The state with one more patch. */
export function withPatch(carried: unknown, change: Patch<never>): ConnectionState {
  const state = stateOf(carried);
  return { ...state, patches: addPatch(state.patches, change) };
}

/** The state with more metadata. */
export function withSaid(carried: unknown, said: AboutNode): ConnectionState {
  const state = stateOf(carried);
  return { ...state, about: withAbout(state.about, said) };
}

/** The state with one more warning to silence. */
export function withAllowance(carried: unknown, code: string, reason: string): ConnectionState {
  const state = stateOf(carried);
  return { ...state, about: withAllowed(state.about, code, reason) };
}

/**
 * The node of a connection.
 *
 * @throws DefinitionError with the missing calls, if a part is missing.
 */
export function connectionNode<TNode extends ConnectionNode>(
  props: object,
  carried: unknown,
  parts: ConnectionParts<keyof TNode["request"]>,
): TNode {
  const { name, origin, patches, about } = stateOf(carried);
  const made = nodes.get(props);
  // Builders are immutable, so the node for the same members and patches can be reused.
  if (made !== undefined && made.patches === patches && made.about === about) return made as TNode;
  // The builder sets only members of its node's request; missing ones are checked next.
  const request = props as TNode["request"];
  const missing = Object.values(parts).filter(({ members }) => members.every((key) => request[key] === undefined));
  if (missing.length > 0) {
    const todo = missing.map(({ call }) => call).join("; ");
    throw new DefinitionError(`incomplete connection ${JSON.stringify(name)}: ${todo}`);
  }
  const node = { kind: "connection", name, origin, request, patches, ...(about && { about }) } as const;
  // All connection nodes have these members and differ only in the type of the request.
  const frozen = Object.freeze(node) as unknown as TNode;
  nodes.set(props, frozen);
  return frozen;
}

/** The origin of a connection builder is always the state from `beginConnection`. */
function stateOf(carried: unknown): ConnectionState {
  return carried as ConnectionState;
}
