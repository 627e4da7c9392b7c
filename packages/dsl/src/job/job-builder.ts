import { type DefinitionMark, definitionFormat } from "../definition.ts";
import { DefinitionError } from "../definition-error.ts";
import { captureOrigin, type Origin, record } from "../origin.ts";
import { parseName } from "../parse-name.ts";
import { addPatch, type Patch } from "../patch.ts";

/** What the builder of any job holds. */
export interface JobProps {
  readonly id: string | undefined;
  readonly origin: Origin;
  readonly patches: readonly Patch[];
}

/** What all builders of jobs have in common: every change makes a new builder of the same class. */
export abstract class JobBuilder<TProps extends JobProps> {
  readonly #props: Readonly<TProps>;

  constructor(props: Readonly<TProps>) {
    this.#props = Object.freeze(props);
  }

  /** Marks a definition, for the compiler. */
  get "~definition"(): DefinitionMark {
    return { kind: "job", format: definitionFormat, name: this.#props.id, origin: this.#props.origin };
  }

  /** What is given so far. */
  protected get props(): Readonly<TProps> {
    return this.#props;
  }

  /** Makes a builder with other parts. The caller says what type it has; at run time it is always the class of this one. */
  protected with<TNext>(parts: Partial<TProps>): TNext {
    // A constructor is typed as Function only; every subclass keeps the signature of this class.
    const Concrete = this.constructor as new (props: Readonly<TProps>) => TNext;
    return new Concrete({ ...this.#props, ...parts });
  }

  /** Adds a change to the request. */
  protected withPatch<TNext>(change: Patch<never>): TNext {
    const patches: Partial<JobProps> = { patches: addPatch(this.#props.patches, change) };
    return this.with(patches as Partial<TProps>);
  }

  /** Throws, naming what is to be called for each part that is not given. */
  protected refuseMissing<TMissing extends string>(
    calls: Readonly<Record<TMissing, string>>,
    given: Readonly<Record<TMissing, unknown>>,
  ): void {
    const parts = Object.keys(calls) as TMissing[];
    const missing = parts.filter((part) => given[part] === undefined);
    if (missing.length === 0) return;
    const name = this.#props.id === undefined ? "" : ` ${JSON.stringify(this.#props.id)}`;
    throw new DefinitionError(`incomplete job${name}: ${missing.map((part) => calls[part]).join("; ")}`);
  }
}

/** The parts of a job that has just begun, at the place from which `entry` was called. */
export function beginJob(id: string | undefined, entry: (...args: never[]) => unknown): JobProps {
  const origin = captureOrigin(entry);
  if (id !== undefined) parseName("job id", id);
  record({ kind: "job", name: id, origin });
  return { id, origin, patches: noPatches };
}

const noPatches: readonly Patch[] = Object.freeze([]);
