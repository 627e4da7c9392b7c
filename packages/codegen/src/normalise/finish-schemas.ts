import { completeRequired, watchedSchemas } from "./complete-required.ts";
import { mapSubSchemas } from "./map-sub-schemas.ts";
import type { Report, SchemaNormaliser } from "./normalise-schema.ts";
import type { NormalisedSchema } from "./normalised-document.ts";
import { type Place, pointerOf, stepInto } from "./place.ts";
import { DiscriminatorValidator } from "./validate-discriminators.ts";

/** Second pass over the schemas, for steps that need all components. */
export class Finisher {
  readonly #discriminators: DiscriminatorValidator;
  readonly #report: Report;
  readonly #watched: ReadonlySet<NormalisedSchema>;

  constructor(
    normaliser: SchemaNormaliser,
    schemas: ReadonlyMap<string, NormalisedSchema>,
    inline: readonly NormalisedSchema[],
    report: Report,
  ) {
    this.#report = report;
    this.#discriminators = new DiscriminatorValidator({
      schemas,
      commonOf: normaliser.commonOf,
      selfOf: normaliser.selfOf,
      componentOf: (target) => normaliser.componentOf(target),
      report,
    });
    this.#watched = normaliser.hasUnevaluated ? watchedSchemas([...schemas.values(), ...inline], schemas) : new Set();
  }

  finish(schema: NormalisedSchema, place: Place): NormalisedSchema {
    const isWatched = this.#watched.has(schema);
    const validated = schema.oneOf || schema.anyOf ? this.#discriminators.validate(schema, place) : schema;
    const complete =
      validated.required && !isWatched
        ? completeRequired(validated, (name) =>
            this.#report(
              "impossible_schema",
              pointerOf(place, "required"),
              `expected ${name} to be among the properties of a closed object`,
            ),
          )
        : validated;
    return mapSubSchemas(complete, (member, key, name) => this.finish(member, stepInto(place, key, name)));
  }
}
