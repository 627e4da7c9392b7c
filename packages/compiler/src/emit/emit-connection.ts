import type { ConnectionNode } from "@starfix/dsl";
import { connectionDescriptors } from "@starfix/schema/descriptors";

const namesByType = new Map(
  Object.entries(connectionDescriptors).map(([type, { members }]) => [type, members.map(({ name }) => name)]),
);

/** The body of `POST /connections`, with its keys in the order of the contract. Secrets are still references. */
export function emitConnection({ request }: ConnectionNode): Readonly<Record<string, unknown>> {
  const emitted: Record<string, unknown> = {};
  // A member that the contract does not have is kept, so that it is refused rather than lost.
  for (const key of [...(namesByType.get(request.type) ?? []), ...Object.keys(request)]) {
    const value = request[key as keyof typeof request];
    if (value !== undefined) emitted[key] = value;
  }
  return emitted;
}
