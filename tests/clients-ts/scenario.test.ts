// The scenario of tests/MockUserApis.Tests/Clients/ClientScenario.cs, through the TypeScript clients.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ApiError, isApiError } from './obj/clients/client.js';
import { Stage } from './stage.js';
import type { Acts, Vendor } from './vendor.js';

// A file a vendor, so that a new one changes none.
const folder = new URL('./vendors/', import.meta.url);
const files = readdirSync(folder)
  .filter(name => name.endsWith('.js'))
  .sort();
const load = async (name: string): Promise<Vendor> => (await import(new URL(name, folder).href)).vendor;
const vendors = await Promise.all(files.map(load));

async function refusal(call: Promise<unknown>): Promise<ApiError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(isApiError(outcome), `not refused by the vendor: ${outcome}`);
  return outcome;
}

async function opened(vendor: Vendor): Promise<[Stage, Acts, string]> {
  const stage = await Stage.open(vendor.slug);
  const acts = vendor.acts(stage.options);
  return [stage, acts, await acts.create(vendor.values[0], vendor.values[1])];
}

for (const vendor of vendors) {
  const [first, second, other] = vendor.values;

  describe(vendor.version ? `${vendor.slug}, version ${vendor.version}` : vendor.slug, () => {
    it('shows what was created', async () => {
      const [, acts, key] = await opened(vendor);
      assert.deepEqual(await acts.read(key), [first, second]);
    });

    it('changes what an update names and leaves the rest', async () => {
      const [, acts, key] = await opened(vendor);
      await acts.update(key, other);
      assert.deepEqual(await acts.read(key), [other, second]);
    });

    it('clears what is sent as null and leaves the rest', async () => {
      const [, acts, key] = await opened(vendor);
      await acts.update(key, null);
      assert.deepEqual(await acts.read(key), [vendor.cleared(first), second]);
    });

    it('answers 401 to an unknown credential', async () => {
      const [stage, , key] = await opened(vendor);
      const error = await refusal(vendor.acts(stage.stranger).read(key));
      assert.equal(error.status, 401);
      assert.equal(typeof error.body, 'object');
    });

    it(`answers ${vendor.absent} for an unknown user`, async () => {
      const [, acts] = await opened(vendor);
      assert.equal((await refusal(acts.read(vendor.nobody))).status, vendor.absent);
      assert.equal((await refusal(acts.update(vendor.nobody, other))).status, vendor.absent);
    });

    it('answers 429 until the clock has moved', async () => {
      const [stage, acts, key] = await opened(vendor);
      await stage.freeze();
      await stage.limit(1);
      await acts.update(key, other);
      const error = await refusal(acts.update(key, first));
      assert.equal(error.status, 429);
      await stage.advance(error.retryAfter ?? 60);
      await acts.update(key, first);
    });

    it('refuses a deleted user', async () => {
      const [, acts, key] = await opened(vendor);
      await acts.remove(key);
      assert.equal((await refusal(acts.read(key))).status, vendor.absent);
    });
  });
}
