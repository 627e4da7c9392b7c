import type { GlobalContext } from "openapi-typescript";
import type { JsonObject } from "../../load/json.ts";
import type { TextNode } from "./text-nodes.ts";

export interface PrinterHooks {
  /** The replacement of a schema, if any. */
  typeOf(schema: object): TextNode | undefined;
  /** The target of a reference. */
  resolve(ref: string): JsonObject;
}

/** The context that `openapiTS()` builds, without its linter and bundler. */
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
    // Only the linter and bundler of openapiTS() use it.
    redoc: undefined as unknown as GlobalContext["redoc"],
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    // The printer only passes it on; it is a compiler node by its type alone.
    transform: typeOf as unknown as NonNullable<GlobalContext["transform"]>,
    transformProperty: undefined,
    // The printer expects the type of node that fits the place of the reference.
    resolve: <TNode>(ref: string): TNode | undefined => resolve(ref) as TNode,
  };
}
