/**
 * A part of a definition: the method that gave it, and a path into its arguments.
 *
 * @example
 * { method: "map", keys: ["city"] }            // the mapping of city, in any call of .map()
 * { method: "map", keys: ["city"], sql: { start: 6, end: 11 } } // a place in its SQL text
 * { method: "uris", keys: [1] }                // the second argument of .uris()
 * { method: "accessKey", keys: ["id"] }        // a member of the object that .accessKey() takes
 */
export interface DefinitionPart {
  /** Name of the method; of several, the first that was called. */
  readonly method: string | readonly string[];
  /** Names of members and indexes of lists; a number at the start counts the arguments, from 0. */
  readonly keys?: readonly (string | number)[];
  /** The part is the text literal of this value. */
  readonly text?: string;
  /** Whether the last key itself is meant, and not its value. */
  readonly of?: "name";
  /** A span of the SQL text at that place, in UTF-16 units from 0. */
  readonly sql?: { readonly start: number; readonly end: number };
}
