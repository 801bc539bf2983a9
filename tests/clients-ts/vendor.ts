import type { ClientOptions } from './obj/clients/client.js';

/** How a vendor's operations are called; what must come of it is the same for all (scenario.test.ts). */
export interface Acts {
  /** Makes a user with both fields set and returns its key. */
  create(first: string, second: string): Promise<string>;
  /** A value or null for the first field, nothing for the second. */
  update(key: string, first: string | null): Promise<unknown>;
  read(key: string): Promise<[first: unknown, second: unknown]>;
  remove(key: string): Promise<unknown>;
}

export interface Vendor {
  slug: string;
  /** Of a later version, whose client asks for it. */
  version?: string;
  nobody: string;
  /** What an unknown user is answered with. */
  absent: number;
  /** What the first field reads after null was sent for it, having been `first`. */
  cleared(first: string): unknown;
  values: [first: string, second: string, other: string];
  acts(options: ClientOptions): Acts;
}

/** What most vendors have in common; a file below vendors/ says the rest of one. */
export const plain = {
  nobody: 'nobody',
  absent: 404,
  cleared: () => null,
  values: ['one', 'two', 'three'] as [string, string, string],
};

export const oddId = 'client å user@example.com?#%';
