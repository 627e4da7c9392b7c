import type { ObjectLocation, SourceObject } from "@starfix/engine";

type S3Location = Extract<ObjectLocation, { readonly kind: "s3" }>;

/** An input source of Druid: the records of a job, or the objects that hold them. */
export function inputSourceOf(inline: string | undefined, objects: readonly SourceObject[]): object {
  if (inline !== undefined) return { type: "inline", data: inline };
  const files: string[] = [];
  const stored: S3Location[] = [];
  for (const { location } of objects) {
    if (location.kind === "file") files.push(location.path);
    else stored.push(location);
  }
  const [first] = stored;
  if (first === undefined) return files.length === 0 ? { type: "inline", data: "" } : { type: "local", files };
  if (files.length > 0) throw new Error("unexpected: files and stored objects in one run");
  return {
    type: "s3",
    objects: stored.map(({ bucket, key }) => ({ bucket, path: key })),
    endpointConfig: { url: `${first.tls ? "https" : "http"}://${first.endpoint}`, signingRegion: first.region },
    clientConfig: {
      protocol: first.tls ? "https" : "http",
      disableChunkedEncoding: true,
      enablePathStyleAccess: true,
      forceGlobalBucketAccessEnabled: false,
    },
    ...propertiesOf(first),
  };
}

/** Keys, or a role that Druid assumes; neither: the credentials of the cluster. */
function propertiesOf({ credentials, role }: S3Location): { readonly properties?: object } {
  if (credentials !== undefined) {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    if (sessionToken !== undefined)
      throw new Error("temporary credentials are not supported by Druid's S3 input source");
    const password = (value: string): object => ({ type: "default", password: value });
    return { properties: { accessKeyId: password(accessKeyId), secretAccessKey: password(secretAccessKey) } };
  }
  return role === undefined ? {} : { properties: { assumeRoleArn: role } };
}
