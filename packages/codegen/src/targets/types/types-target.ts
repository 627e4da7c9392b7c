import { astToString, type GlobalContext, type OpenAPI3, transformSchema } from "openapi-typescript";
import { getAtPointer } from "../../load/json-pointer.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { docText } from "../source-file.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";

/** `paths`, `components` and `operations` as openapi-typescript prints them, and an alias for each component. */
export const typesTarget: Target = {
  name: "types",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const names = new Map(
      [...document.schemas].map(([component, schema]) => [component, schema.description ?? schema.title]),
    );
    // The document was checked on the way; OpenAPI3 is what it is now.
    const nodes = transformSchema(document.root as unknown as OpenAPI3, printerContext(document));
    const aliases = [...names].map(([component, description]) => {
      const doc = description === undefined ? "" : `/** ${docText(description).replaceAll("\n", "\n * ")} */\n`;
      return `${doc}export type ${context.names.get(component)} = components["schemas"][${JSON.stringify(component)}];\n`;
    });
    const text = `${context.header}\n${astToString(nodes)}\n${aliases.join("\n")}`;
    return [{ path: "types.gen.ts", text: `${text.trimEnd()}\n` }];
  },
};

/** What `openapiTS()` would build, without its linter and bundler. */
function printerContext(document: NormalisedDocument): GlobalContext {
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    // A default is filled in by the service; a request may leave it out.
    defaultNonNullable: false,
    // Normalised unions tell their members apart by literals, so nothing is to be added to them.
    discriminators: { objects: {}, refsHandled: [] },
    // `type: object` alone is an object of anything, not the empty one.
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    // Only the linter and bundler of openapiTS() read it.
    redoc: undefined as unknown as GlobalContext["redoc"],
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: undefined,
    transformProperty: undefined,
    resolve<TNode>(ref: string): TNode | undefined {
      // The printer asks for nodes of the kind that the place of the reference calls for.
      return getAtPointer(document.root, ref.slice(1)) as TNode | undefined;
    },
  };
}
