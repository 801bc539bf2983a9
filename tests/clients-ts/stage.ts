import type { ClientOptions } from './obj/clients/client.js';

interface VendorInfo {
  slug: string;
  url: string;
}
interface SandboxInfo {
  name: string;
  credentials: Record<string, { headers: Record<string, string> }>;
}

const control = process.env['MOCK_CONTROL'];
if (!control)
  throw new Error("MOCK_CONTROL must be the address of a running mock's control plane, such as http://127.0.0.1:5080");

/** One vendor in a sandbox of its own. */
export class Stage {
  private constructor(
    private readonly sandbox: SandboxInfo,
    private readonly vendor: VendorInfo,
  ) {}

  static async open(slug: string): Promise<Stage> {
    const vendors = await ask<VendorInfo[]>('GET', '/vendors');
    const vendor = vendors.find(one => one.slug === slug);
    if (!vendor) throw new Error(`The mock serves no ${slug}`);
    return new Stage(await ask<SandboxInfo>('POST', '/sandboxes', {}), vendor);
  }

  /** Somebody with the sandbox's credential. */
  get options(): ClientOptions {
    return { baseUrl: this.vendor.url, headers: this.sandbox.credentials[this.vendor.slug]!.headers };
  }

  /** Somebody with the same headers, each with its last character changed. */
  get stranger(): ClientOptions {
    const other = (value: string) =>
      value.slice(0, -4) + [...value.slice(-4)].map(c => (c === '=' ? c : c === 'a' ? 'b' : 'a')).join('');
    return {
      ...this.options,
      headers: Object.fromEntries(Object.entries(this.options.headers!).map(([name, value]) => [name, other(value)])),
    };
  }

  freeze(): Promise<unknown> {
    return this.arrange('POST', '/clock', { freeze: true });
  }

  advance(seconds: number): Promise<unknown> {
    return this.arrange('POST', '/clock', { advance: `PT${seconds}S` });
  }

  limit(requests: number): Promise<unknown> {
    return this.arrange('PUT', `/limits/${this.vendor.slug}`, { enabled: true, requests, window: 'PT1M' });
  }

  private arrange(method: string, path: string, body: unknown): Promise<unknown> {
    return ask(method, `/sandboxes/${this.sandbox.name}${path}`, body);
  }
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const response = await fetch(`${control}/_mock${path}`, init);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
