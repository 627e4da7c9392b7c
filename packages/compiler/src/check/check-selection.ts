import type { BatchJobNode } from "@starfix/dsl";
import type { DefinitionPart } from "../locate/definition-part.ts";

/** An object that a job reads and its connection does not reach. */
export type SelectionIssue =
  | {
      readonly code: "uri_of_another_bucket";
      readonly part: DefinitionPart;
      readonly uri: string;
      /** How every URI that it reaches begins. */
      readonly bucket: string;
    }
  | {
      readonly code: "outside_prefix";
      readonly part: DefinitionPart;
      readonly object: string;
      readonly prefix: string;
    };

/** Checks that the objects that a job names are in the bucket, or the container, of its connection and below its prefix. */
export function checkSelection({ selection, source }: BatchJobNode): readonly SelectionIssue[] {
  if (selection === undefined || source.kind !== "objects") return [];
  const { request } = source.connection;
  const { prefix = "" } = request;
  const bucket = request.type === "s3" ? request.bucket : request.container;
  const issues: SelectionIssue[] = [];
  const within = (key: string, object: string, part: DefinitionPart): void => {
    if (!key.startsWith(prefix)) issues.push({ code: "outside_prefix", part, object, prefix });
  };
  if ("uris" in selection) {
    const head = `${request.type}://${bucket}/`;
    selection.uris.forEach((uri, index) => {
      const part = { method: "uris", keys: [index] };
      if (uri.startsWith(head)) within(uri.slice(head.length), uri, part);
      else issues.push({ code: "uri_of_another_bucket", part, uri, bucket: head });
    });
  }
  if ("objects" in selection) {
    selection.objects.forEach((key, index) => {
      within(key, key, { method: "objects", keys: [index] });
    });
  }
  return issues;
}
