import { type JsonObject, type JsonValue, setMember } from "./json.ts";

/** The members of an object, copied at the first change. */
export class MemberCopy {
  readonly given: JsonObject;
  #copy: JsonObject | undefined;

  constructor(given: JsonObject) {
    this.given = given;
  }

  changed(): JsonObject {
    this.#copy ??= { ...this.given };
    return this.#copy;
  }

  set(key: string, value: JsonValue): void {
    if (this.given[key] !== value) setMember(this.changed(), key, value);
  }

  remove(key: string): void {
    delete this.changed()[key];
  }

  value(): JsonObject {
    return this.#copy ?? this.given;
  }
}
