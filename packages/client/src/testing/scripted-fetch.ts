import type { ClientOptions } from "../transport.ts";

type Fetch = NonNullable<ClientOptions["fetch"]>;
type Step = Response | Error | ((...input: Parameters<Fetch>) => Response | Promise<Response>);

/** What was asked, in the form that tests compare. */
export interface RecordedRequest {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A fetch for tests: answers with the steps in turn and keeps what it was asked. A call beyond them fails. */
export function scriptedFetch(...steps: readonly Step[]): { fetch: Fetch; requests: RecordedRequest[] } {
  const requests: RecordedRequest[] = [];
  const left = [...steps];
  const fetch: Fetch = async (url, init) => {
    const { body } = init;
    requests.push({
      line: `${init.method} ${url}`,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof body === "string" && isJson(init) ? JSON.parse(body) : body,
    });
    const step = left.shift();
    if (step === undefined) throw new Error(`unexpected request: ${init.method} ${url}`);
    if (step instanceof Error) throw step;
    return typeof step === "function" ? step(url, init) : step;
  };
  return { fetch, requests };
}

function isJson({ headers }: RequestInit): boolean {
  return new Headers(headers).get("content-type")?.includes("json") ?? false;
}

/** What Node's fetch throws when a connection fails with a code of the system. */
export function fetchFailed(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(`connect ${code}`), { code }) });
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}
