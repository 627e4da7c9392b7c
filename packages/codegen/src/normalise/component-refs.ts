import type { JsonObject } from "../load/json.ts";
import { joinPointer, localRefPointer } from "../load/json-pointer.ts";
import type { Report } from "./normalise-schema.ts";
import { componentOfRef } from "./normalised-document.ts";
import { type Place, pointerOf } from "./place.ts";

/** Normalises references to component schemas. */
export class ComponentRefs {
  readonly #schemas: JsonObject;
  readonly #report: Report;
  /** Valid references by their original text, in normalised form. */
  readonly #known = new Map<string, string>();

  constructor(schemas: JsonObject, report: Report) {
    this.#schemas = schemas;
    this.#report = report;
  }

  /** A reference in normalised form; undefined and reported if it does not point to a component schema. */
  read(ref: string, place: Place): string | undefined {
    const known = this.#known.get(ref);
    if (known !== undefined) return known;
    const target = localRefPointer(ref);
    const name = target === undefined ? undefined : componentOfRef(`#${target}`);
    const at = (): string => pointerOf(place, "$ref");
    if (target === undefined) {
      this.#report("external_ref", at(), `expected a reference into this document (#/…), received ${ref}`);
    } else if (name === undefined) {
      this.#report("unsupported_ref", at(), `expected a reference to #/components/schemas/<name>, received ${ref}`);
    } else if (!Object.hasOwn(this.#schemas, name)) {
      this.#report("unknown_ref", at(), `expected ${ref} to exist, found nothing`);
    } else {
      const canonical = `#${joinPointer("/components/schemas", name)}`;
      this.#known.set(ref, canonical);
      return canonical;
    }
    return undefined;
  }
}
