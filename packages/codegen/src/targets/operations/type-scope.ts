import { componentOfRef, type NormalisedDocument, type NormalisedSchema } from "../../normalise/normalised-document.ts";
import { TypePrinter } from "../types/type-printer.ts";

/** How generated code refers to types, all of which are declared in `types.gen.d.ts`. */
export interface TypeScope {
  /** The alias of the component of a schema, or else the type at `path`. */
  typeOf(schema: NormalisedSchema, path: string): string;
  /** The type of a schema that `types.gen.d.ts` does not contain. */
  print(schema: NormalisedSchema): string;
  /** The aliases in use. */
  readonly used: ReadonlySet<string>;
}

export function createTypeScope(document: NormalisedDocument, names: ReadonlyMap<string, string>): TypeScope {
  const used = new Set<string>();
  const printer = new TypePrinter(document, names);
  const aliases = new Set(names.values());
  return {
    used,
    typeOf(schema: NormalisedSchema, path: string): string {
      const name = names.get(componentOf(schema) ?? "");
      if (name === undefined) return path;
      used.add(name);
      return name;
    },
    print(schema: NormalisedSchema): string {
      const text = printer.printInline(schema);
      for (const [word] of text.matchAll(/[\p{ID_Start}_$][\p{ID_Continue}$]*/gu))
        if (aliases.has(word)) used.add(word);
      return text;
    },
  };
}

/** The component that a schema refers to. */
export function componentOf(schema: NormalisedSchema): string | undefined {
  return schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
}

/** Type of a member of a type, as text. */
export function memberType(type: string, ...names: readonly string[]): string {
  return names.reduce((inner, name) => `${inner}[${JSON.stringify(name)}]`, type);
}
