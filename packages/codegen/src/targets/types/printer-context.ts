import type { GlobalContext } from "openapi-typescript";
import type { JsonObject } from "../../load/json.ts";
import type { TextNode } from "./text-nodes.ts";

export interface PrinterHooks {
  /** What stands for a schema, where something does. */
  typeOf(schema: object): TextNode | undefined;
  /** What a reference leads to, of the kind that its place calls for. */
  resolve(ref: string): JsonObject;
}

/** What `openapiTS()` would build, without its linter and bundler. */
export function printerContext({ typeOf, resolve }: PrinterHooks): GlobalContext {
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    discriminators: { objects: {}, refsHandled: [] },
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
    // It passes on what it gets, which is a node of the compiler only by its types.
    transform: typeOf as unknown as NonNullable<GlobalContext["transform"]>,
    transformProperty: undefined,
    // The printer asks for nodes of the kind that the place of the reference calls for.
    resolve: <TNode>(ref: string): TNode | undefined => resolve(ref) as TNode,
  };
}
