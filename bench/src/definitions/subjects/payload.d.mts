/** Name and type of each field. */
export declare const FIELDS: readonly (readonly [name: string, type: "string" | "long"])[];
