const AWS = /^s3(?:\.dualstack)?\.((?:[a-z]+-)+\d+)\.amazonaws\.com(\.cn)?$/;

/** An S3 service that may be spoken to. */
export interface S3Endpoint {
  /** Host, with a port where it is not the usual one. */
  readonly host: string;
  readonly tls: boolean;
}

/**
 * Looks an endpoint up in the allow-list: the hosts of Amazon S3 (`s3.<region>.amazonaws.com`, `s3.amazonaws.com`,
 * dual-stack, `.com.cn` for the regions of China), and what the operator names in `extra`: `host`, `host:port`, or
 * `http://host:port` for one without TLS. Hosts are compared as written: no scheme, user, path, upper case or final dot
 * gets by. Undefined when it is not allowed.
 *
 * @example
 * allowedEndpoint("127.0.0.1:7480", ["http://127.0.0.1:7480"]);
 * // => { host: "127.0.0.1:7480", tls: false }
 */
export function allowedEndpoint(host: string, extra: readonly string[]): S3Endpoint | undefined {
  for (const entry of extra) {
    const named = /^(?:(https?):\/\/)?([^/@\s]+)\/?$/.exec(entry);
    if (named !== null && named[2] === host) return { host, tls: named[1] !== "http" };
  }
  return isAwsHost(host) ? { host, tls: true } : undefined;
}

/**
 * Whether an endpoint may be spoken to; see {@link allowedEndpoint}.
 *
 * @example
 * isAllowedEndpoint("s3.us-east-1.amazonaws.com.example.net", []);
 * // => false
 */
export function isAllowedEndpoint(host: string, extra: readonly string[]): boolean {
  return allowedEndpoint(host, extra) !== undefined;
}

/**
 * The region that an Amazon endpoint names. Hosts that name none are of `us-east-1`, as is `s3.amazonaws.com`.
 *
 * @example
 * regionOfEndpoint("s3.us-east-2.amazonaws.com");
 * // => "us-east-2"
 */
export function regionOfEndpoint(host: string): string {
  return AWS.exec(host)?.[1] ?? "us-east-1";
}

/** Whether a host is one of Amazon S3. */
export function isAwsHost(host: string): boolean {
  if (host === "s3.amazonaws.com") return true;
  const found = AWS.exec(host);
  return found !== null && (found[2] !== undefined) === (found[1] ?? "").startsWith("cn-");
}
