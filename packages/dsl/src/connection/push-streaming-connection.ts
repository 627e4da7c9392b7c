import type { MemberRules } from "../definition-builder.ts";
import {
  createPushStreamingConnectionProps,
  PushStreamingConnectionBase,
  type PushStreamingConnectionProps,
} from "../generated/builders.gen.ts";
import { beginConnection } from "./begin-connection.ts";
import type { PushStreamingConnectionNode } from "./connection-node.ts";
import { checkDescription } from "./member-rules.ts";

const rules: MemberRules<PushStreamingConnectionProps> = { description: checkDescription };

/** A push connection, which is complete with its name. Every method returns a new builder. */
export class PushStreamingConnectionBuilder extends PushStreamingConnectionBase<PushStreamingConnectionNode> {
  /** Type only: nothing is ever missing. */
  declare readonly " incomplete": never;

  protected override get rules(): MemberRules<PushStreamingConnectionProps> {
    return rules;
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
  return new PushStreamingConnectionBuilder({
    start: beginConnection(name, pushStreamingConnection),
    request: createPushStreamingConnectionProps(name),
  });
}
