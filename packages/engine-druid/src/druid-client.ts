/** A request that Druid answered with an error. `errorCode` and `category` are Druid's own, where it gives them. */
export class DruidError extends Error {
  override readonly name = "DruidError";
  readonly status: number;
  readonly category: string | undefined;

  constructor(message: string, status: number, category?: string) {
    super(message);
    this.status = status;
    this.category = category;
  }
}

export interface DruidAddresses {
  readonly broker: string;
  readonly overlord: string;
  readonly coordinator: string;
}

/** The state of a task, as the overlord keeps it. */
export interface TaskStatus {
  readonly statusCode: "RUNNING" | "SUCCESS" | "FAILED";
  readonly dataSource?: string;
  readonly errorMsg?: string | null;
}

/** The HTTP calls that the engine makes. Every answer that is not 2xx becomes a {@link DruidError}. */
export class DruidClient {
  readonly #addresses: DruidAddresses;
  readonly #fetch: typeof fetch;

  constructor(addresses: DruidAddresses, fetcher: typeof fetch) {
    this.#addresses = addresses;
    this.#fetch = fetcher;
  }

  async taskStatus(taskId: string, signal?: AbortSignal): Promise<TaskStatus | undefined> {
    const answer = await this.#find<{ readonly status?: TaskStatus }>(`${this.#task(taskId)}/status`, signal);
    return answer?.status;
  }

  /** Whether the statement of a task replaces rows. */
  async replaces(taskId: string, signal?: AbortSignal): Promise<boolean> {
    interface Task {
      readonly payload?: { readonly spec?: { readonly destination?: { readonly replaceTimeChunks?: unknown } } };
    }
    const task = await this.#find<Task>(this.#task(taskId), signal);
    return task?.payload?.spec?.destination?.replaceTimeChunks !== undefined;
  }

  /** The report of a task; undefined while there is none. */
  async taskReport(taskId: string, signal?: AbortSignal): Promise<unknown> {
    const response = await this.#fetch(`${this.#task(taskId)}/reports`, { signal: signal ?? null });
    // A task that is starting or stopping answers with no text, or with an error in place of the report.
    const text = await response.text();
    return response.ok && text !== "" ? JSON.parse(text) : undefined;
  }

  /** Asks a task to stop; one that is not known, or has ended, stays as it is. */
  async stopTask(taskId: string): Promise<void> {
    await this.#find(`${this.#task(taskId)}/shutdown`, undefined, { method: "POST" });
  }

  async submit(statement: string, context: Readonly<Record<string, unknown>>): Promise<void> {
    const body = JSON.stringify({ query: statement, context });
    const response = await this.#fetch(`${this.#addresses.broker}/druid/v2/sql/task`, postOf(body));
    if (response.ok) {
      await response.body?.cancel();
      return;
    }
    throw await errorOf(response);
  }

  /** The rows of a query for the engine's own use, each an object. */
  async rows<TRow>(query: string, parameters: readonly string[] = [], signal?: AbortSignal): Promise<readonly TRow[]> {
    const typed = parameters.map((value) => ({ type: "VARCHAR", value }));
    const response = await this.sql({ query, parameters: typed, resultFormat: "object" }, signal);
    // Each caller names the columns that it selects.
    return (await response.json()) as readonly TRow[];
  }

  async sql(body: object, signal?: AbortSignal): Promise<Response> {
    const response = await this.#fetch(`${this.#addresses.broker}/druid/v2/sql`, {
      ...postOf(JSON.stringify(body)),
      signal: signal ?? null,
    });
    if (response.ok) return response;
    throw await errorOf(response);
  }

  async cancelQuery(queryId: string): Promise<void> {
    await this.#find(`${this.#addresses.broker}/druid/v2/sql/${encodeURIComponent(queryId)}`, undefined, {
      method: "DELETE",
    });
  }

  /** Makes the coordinator read which segments are used, and gives those of a table that are not replaced by others. */
  async usedSegments(table: string, signal?: AbortSignal): Promise<readonly string[]> {
    const name = encodeURIComponent(table);
    const root = `${this.#addresses.coordinator}/druid/coordinator/v1`;
    const always = "interval=-10000-01-01_10000-01-01";
    await this.#find(`${root}/datasources/${name}/loadstatus?forceMetadataRefresh=true&${always}`, signal);
    const segments = await this.#find<readonly { readonly identifier: string; readonly overshadowed: boolean }[]>(
      `${root}/metadata/segments?includeOvershadowedStatus&datasources=${name}`,
      signal,
    );
    return (segments ?? []).filter((segment) => !segment.overshadowed).map((segment) => segment.identifier);
  }

  #task(taskId: string): string {
    return `${this.#addresses.overlord}/druid/indexer/v1/task/${encodeURIComponent(taskId)}`;
  }

  /** The answer as JSON; undefined where there is nothing under the address, or nothing to say. */
  async #find<TAnswer>(url: string, signal?: AbortSignal, init: RequestInit = {}): Promise<TAnswer | undefined> {
    const response = await this.#fetch(url, { ...init, signal: signal ?? null });
    if (!response.ok && response.status !== 404) throw await errorOf(response);
    const text = await response.text();
    // Each caller names what Druid's documents say of the answer.
    return response.ok && text !== "" ? (JSON.parse(text) as TAnswer) : undefined;
  }
}

function postOf(body: string): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}

async function errorOf(response: Response): Promise<DruidError> {
  const text = await response.text();
  try {
    const { error, errorMessage, category } = JSON.parse(text);
    const found = typeof error === "object" && error !== null ? error : { error, errorMessage, category };
    const message = String(found.errorMessage ?? found.error ?? text);
    return new DruidError(message, response.status, found.category);
  } catch {
    return new DruidError(text === "" ? `Druid answered ${response.status}` : text, response.status);
  }
}
