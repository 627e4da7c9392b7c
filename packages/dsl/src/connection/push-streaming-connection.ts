import {
  type BuilderType,
  createPushStreamingConnectionProps,
  PushStreamingConnectionBase,
  type PushStreamingConnectionMissing,
  type PushStreamingConnectionProps,
} from "@starfix/schema/builders";
import type { AboutNode } from "../about/about-node.ts";
import type { DefinitionMark } from "../definition.ts";
import type { Patch } from "../patch.ts";
import type { PushStreamingConnectionDefinition } from "./connection-definition.ts";
import type { PushStreamingConnectionNode } from "./connection-node.ts";
import {
  beginConnection,
  connectionMark,
  connectionNode,
  withAllowance,
  withPatch,
  withSaid,
} from "./connection-state.ts";
import { checkDescription, checkMember, type MemberRules } from "./member-rules.ts";

const rules: MemberRules<PushStreamingConnectionProps> = { description: checkDescription };

interface PushStreamingConnectionType extends BuilderType {
  readonly missing: PushStreamingConnectionMissing;
  readonly builder: PushStreamingConnectionBuilder;
}

/** A push connection, which is complete with its name. Every method returns a new builder. */
export class PushStreamingConnectionBuilder extends PushStreamingConnectionBase<
  PushStreamingConnectionMissing,
  PushStreamingConnectionType
> {
  /** Type only: nothing is ever missing. */
  declare readonly $incomplete: PushStreamingConnectionMissing;

  /** Identifies a definition to the compiler. */
  get "~definition"(): DefinitionMark {
    return connectionMark(this.origin);
  }

  protected override set<TNext, TKey extends keyof PushStreamingConnectionProps = keyof PushStreamingConnectionProps>(
    key: TKey,
    value: PushStreamingConnectionProps[TKey],
    cleared?: readonly (keyof PushStreamingConnectionProps)[],
  ): TNext {
    checkMember(rules, key, value);
    return super.set(key, value, cleared);
  }

  /**
   * Changes the finished request body. The result is validated like any other request. Calling it again adds another
   * change.
   *
   * @example
   * push.patch((json) => ({ ...json, description: "Clicks of the shop." }))
   * // => { "type": "push_streaming", "name": "push", "description": "Clicks of the shop." }
   */
  patch(change: Patch<PushStreamingConnectionProps>): PushStreamingConnectionBuilder {
    return new PushStreamingConnectionBuilder({ props: this.props, origin: withPatch(this.origin, change) });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * push.allow("unknown_region", "a region that is not public yet")
   */
  allow(code: string, reason: string): PushStreamingConnectionBuilder {
    return new PushStreamingConnectionBuilder({ props: this.props, origin: withAllowance(this.origin, code, reason) });
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): PushStreamingConnectionBuilder {
    return new PushStreamingConnectionBuilder({ props: this.props, origin: withSaid(this.origin, said) });
  }

  /** The connection as a frozen node, the input of the compiler. */
  toNode(this: PushStreamingConnectionDefinition): PushStreamingConnectionNode;
  toNode(): PushStreamingConnectionNode {
    return connectionNode<PushStreamingConnectionNode>(this.props, this.origin, {});
  }
}

/**
 * Defines a push connection: programs post events to it over HTTP, and streaming jobs read them.
 *
 * @param name Unique in the project: 1 to 64 ASCII letters, digits and the characters `. _ -`. It names the artifact.
 *
 * @example
 * pushStreamingConnection("push").describe("Clicks of the shop.")
 * // => { "type": "push_streaming", "name": "push", "description": "Clicks of the shop." }
 *
 * @throws DefinitionError for a name with other characters.
 */
export function pushStreamingConnection(name: string): PushStreamingConnectionBuilder {
  const origin = beginConnection(name, pushStreamingConnection);
  return new PushStreamingConnectionBuilder({ props: createPushStreamingConnectionProps(name), origin });
}
