import type { ServeOptions } from './serve-options.js';

export type { ServeOptions };

/** A vendor of a running mock. */
export interface Vendor {
  /** Its name in addresses. */
  slug: string;
  /** Its name for people. */
  title: string;
  /** Its own port: where your client's base address points to. */
  url: string;
  /** The same below the mock's base address. */
  prefixUrl: string;
  /** The credential that opens the sandbox `default`, as headers; none with `defaultCredentials: false`. */
  headers: Record<string, string>;
  /** What else `GET /_mock/vendors` says of it. */
  [more: string]: unknown;
}

/** A mock that runs until `stop()`, or as long as this process. */
export interface Mock {
  /** The base address. */
  url: string;
  /** The base of the control plane, `http://127.0.0.1:PORT/_mock`. */
  control: string;
  /** The control plane's token, if it has one. */
  token: string | undefined;
  /** The token as a header for requests to the control plane; empty without one. */
  controlHeaders: Record<string, string>;
  /** Each vendor by its slug. */
  vendors: Record<string, Vendor>;
  pid: number;
  /** Ends when what it accepted is finished and the state, if it has a file, is saved. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Why the mock did not start, or not end well: its own words, and its exit code (2: an option that cannot be). */
export interface MockError extends Error {
  exitCode: number | null;
}

/**
 * Starts a mock on free ports. It stops with this process, however that ends, and does not keep it running.
 * Rejects with a `MockError`.
 */
export function start(options?: ServeOptions): Promise<Mock>;
