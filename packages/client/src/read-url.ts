/** Validates the base URL of a service; a path before `/v1` is kept, a trailing slash is removed. */
export function readUrl(text: string): string {
  const fail = (expected: string) =>
    new TypeError(`invalid url: expected ${expected}, received ${JSON.stringify(text)}`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw fail("the http or https origin of the service");
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("invalid url: expected no user name and password in it; give apiKey or token instead");
  }
  if (url.search !== "" || url.hash !== "") throw fail("no query and no fragment");
  if (/\/v\d+\/projects\b/.test(url.pathname))
    throw fail("the part in front of /v1/projects (the project goes into projectId)");
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
