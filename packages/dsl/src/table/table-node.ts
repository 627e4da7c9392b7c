import type { AggregateTableRequest, DetailTableRequest } from "@starfix/schema";
import type { AboutNode } from "../about/about-node.ts";
import type { Origin } from "../origin.ts";
import type { Patch } from "../patch.ts";

/** The members that a definition gives; the others are set by the service. */
type Declared =
  | "type"
  | "name"
  | "description"
  | "schemaMode"
  | "partitioningGranularity"
  | "clusteringColumns"
  | "storagePolicy"
  | "schema";

/** The request body of a detail table, without its version. */
export type DetailTableDeclaration = Readonly<Pick<DetailTableRequest, Declared>>;

/** The request body of an aggregate table, without its version. */
export type AggregateTableDeclaration = Readonly<
  Pick<AggregateTableRequest, Declared | "timeResolution" | "queryGranularity">
>;

interface NodeOf<TRequest> {
  readonly kind: "table";
  readonly name: string;
  readonly origin: Origin;
  readonly request: TRequest;
  /** Changes to the request, in the order in which they were given. */
  readonly patches: readonly Patch[];
  readonly about?: AboutNode;
}

export interface DetailTableNode extends NodeOf<DetailTableDeclaration> {}
export interface AggregateTableNode extends NodeOf<AggregateTableDeclaration> {}

/** A complete table; `request.type` says of which type. */
export type TableNode = DetailTableNode | AggregateTableNode;
