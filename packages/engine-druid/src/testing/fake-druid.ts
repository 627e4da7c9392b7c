/** An answer: a status with a text or a JSON value, or many of them, one for each request; the last one stays. */
export type Answer = readonly [status: number, body: unknown];

export interface FakeDruid {
  readonly fetch: typeof fetch;
  /** `METHOD path`, in the order of the requests, with the body of those that have one. */
  readonly requests: readonly (readonly [request: string, body?: unknown])[];
}

/** A cluster that gives prepared answers; a request that it does not know is an error of the test. */
export function fakeDruid(answers: Readonly<Record<string, readonly Answer[]>>): FakeDruid {
  const requests: (readonly [string, unknown?])[] = [];
  const asked = new Map<string, number>();
  return {
    requests,
    fetch: async (input, init) => {
      const { pathname, search } = new URL(String(input));
      const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : undefined;
      const request = `${init?.method ?? "GET"} ${pathname}${search}`;
      requests.push(body === undefined ? [request] : [request, body]);
      const list = answers[request];
      if (list === undefined) throw new Error(`unexpected request: ${request}`);
      const times = asked.get(request) ?? 0;
      asked.set(request, times + 1);
      const [status, text] = list[Math.min(times, list.length - 1)] ?? [500, ""];
      return new Response(typeof text === "string" ? text : JSON.stringify(text), { status });
    },
  };
}
