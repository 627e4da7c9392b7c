import { type AboutNode, withAbout, withAllowed } from "../about/about-node.ts";
import { type DefinitionMark, definitionFormat } from "../definition.ts";
import { captureOrigin, type Origin, record } from "../origin.ts";
import { addPatch, type Patch } from "../patch.ts";
import { parseTableName } from "./parse-table-name.ts";
import type { TableNode } from "./table-node.ts";

/** What the builder of a table holds. */
export interface TableProps<TRequest> {
  readonly origin: Origin;
  readonly patches: readonly Patch[];
  readonly request: TRequest;
  readonly about?: AboutNode;
}

/** What the builders of tables have in common: every change makes a new builder of the same class. */
export abstract class TableBuilder<TRequest extends TableNode["request"]> {
  readonly #props: TableProps<TRequest>;

  constructor(props: TableProps<TRequest>) {
    this.#props = Object.freeze(props);
  }

  /** Marks a definition, for the compiler. */
  get "~definition"(): DefinitionMark {
    const { request, origin } = this.#props;
    return { kind: "table", format: definitionFormat, name: request.name, origin };
  }

  /** The members of the request that are given so far. */
  protected get request(): TRequest {
    return this.#props.request;
  }

  /** Makes a builder with other members. The caller says what type it has; at run time it is always the class of this one. */
  protected with<TNext>(members: Partial<TRequest>): TNext {
    return this.replaced({ ...this.#props.request, ...members });
  }

  /** Makes a builder with another request. */
  protected replaced<TNext>(request: TRequest): TNext {
    return this.#next({ request: Object.freeze(request) });
  }

  /** Adds a change to the request. */
  protected withPatch<TNext>(change: Patch<never>): TNext {
    return this.#next({ patches: addPatch(this.#props.patches, change) });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * orders.allow("columns_differ_in_case", "both names are in the data")
   */
  allow(code: string, reason: string): this {
    return this.#next({ about: withAllowed(this.#props.about, code, reason) });
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): unknown {
    return this.withSaid(said);
  }

  /** Says more about it. */
  protected withSaid<TNext>(said: AboutNode): TNext {
    return this.#next({ about: withAbout(this.#props.about, said) });
  }

  /** The table as frozen data: what the compiler takes. */
  protected node<TNode extends TableNode>(): TNode {
    const { request, origin, patches, about } = this.#props;
    const node = { kind: "table", name: request.name, origin, request, patches, ...(about && { about }) } as const;
    // The subclass gives the type of its own request.
    return Object.freeze(node) as unknown as TNode;
  }

  #next<TNext>(parts: Partial<TableProps<TRequest>>): TNext {
    // A constructor is typed as Function only; every subclass keeps the signature of this class.
    const Concrete = this.constructor as new (props: TableProps<TRequest>) => TNext;
    return new Concrete({ ...this.#props, ...parts });
  }
}

const noPatches: readonly Patch[] = Object.freeze([]);

/** The parts of a table that has just begun, at the place from which `entry` was called. */
export function beginTable<TType extends "detail" | "aggregate">(
  type: TType,
  name: string,
  entry: (...args: never[]) => unknown,
): TableProps<{ readonly type: TType; readonly name: string }> {
  const origin = captureOrigin(entry);
  parseTableName(name);
  record({ kind: "table", name, origin });
  return { origin, patches: noPatches, request: Object.freeze({ type, name }) };
}
