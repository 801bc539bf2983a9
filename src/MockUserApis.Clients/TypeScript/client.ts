// What all generated clients share. Needs a global fetch (Node 18 or later, any browser) or one passed in.

export interface ClientOptions {
  /** Address of the vendor, or of the mock, with or without a path. */
  baseUrl: string;
  /** Sent with every request: the credential. */
  headers?: Record<string, string>;
  fetch?: typeof globalThis.fetch;
}

/** The vendor refused, or its answer could not be read. */
export class ApiError<T = unknown> extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
    readonly body: T | undefined,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** Seconds to wait, if the vendor says so. */
  get retryAfter(): number | undefined {
    const seconds = Number(this.headers.get('retry-after') ?? NaN);
    return Number.isFinite(seconds) ? seconds : undefined;
  }
}

/** True for a refusal, with this status if one is given; then `body` has the type that the method documents for it. */
export function isApiError<T = unknown>(error: unknown, status?: number): error is ApiError<T> {
  return error instanceof ApiError && (status === undefined || error.status === status);
}

type Value = string | number | boolean;
type Query = Record<string, Value | readonly Value[] | null | undefined>;

interface Call {
  body?: unknown;
  /** Of a form: texts, and files as they are. */
  parts?: Record<string, Value | Blob | readonly (Value | Blob)[] | null | undefined>;
  query?: Query;
  /** What asks for one version of an API. */
  headers?: Record<string, string>;
  mayBeEmpty?: boolean;
  signal?: AbortSignal | undefined;
}

/** A path segment. An id that would turn the path into another one is refused before anything is sent. */
export function segment(id: string | number): string {
  const text = String(id);
  if (text === '' || text === '.' || text === '..') throw new RangeError(`"${text}" cannot be an id in a path`);
  return encodeURIComponent(text);
}

export abstract class VendorClient {
  constructor(private readonly options: ClientOptions) {}

  protected async call(method: string, path: string, call: Call): Promise<void> {
    await this.send(method, path, call);
  }

  protected async read<T>(method: string, path: string, call: Call): Promise<T> {
    const answer = await this.send(method, path, call);
    if (answer.text === '' && call.mayBeEmpty) return undefined as T;
    const body = parse(answer.text);
    if (body === undefined)
      throw new ApiError(
        `${method} ${path}: ${answer.status}, but not with JSON: ${answer.text.slice(0, 500)}`,
        answer.status,
        answer.headers,
        answer.text,
        undefined,
      );
    return body as T;
  }

  /** For operations that answer one object, an array or a page: always an array. */
  protected async readMany<T extends unknown[]>(method: string, path: string, call: Call): Promise<T> {
    const answer = await this.read<T | T[number] | { results: T }>(method, path, call);
    if (Array.isArray(answer)) return answer;
    const results = (answer as { results?: unknown }).results;
    return (Array.isArray(results) ? results : [answer]) as T;
  }

  private async send(
    method: string,
    path: string,
    call: Call,
  ): Promise<{ status: number; headers: Headers; text: string }> {
    const headers: Record<string, string> = { Accept: 'application/json', ...call.headers, ...this.options.headers };
    const init: RequestInit = { method, headers };
    if (call.signal) init.signal = call.signal;
    if ('body' in call) {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(call.body);
    }
    // Its Content-Type, with the boundary, fetch writes itself.
    if (call.parts) init.body = toForm(call.parts);
    const base = this.options.baseUrl.replace(/\/+$/, '');
    const response = await (this.options.fetch ?? globalThis.fetch)(`${base}/${path}${toQuery(call.query)}`, init);
    const text = await response.text();
    if (!response.ok)
      throw new ApiError(
        `${method} ${path}: ${response.status} ${text.slice(0, 500)}`,
        response.status,
        response.headers,
        text,
        parse(text),
      );
    return { status: response.status, headers: response.headers, text };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toForm(parts: NonNullable<Call['parts']>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    for (const one of [value].flat()) {
      if (one instanceof Blob) form.append(name, one);
      else if (one !== undefined && one !== null) form.append(name, String(one));
    }
  }
  return form;
}

function toQuery(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter(one => one !== undefined && one !== null)
      .map(one => [name, String(one)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs as [string, string][])}`;
}
