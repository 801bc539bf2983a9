// A member by its number and by its push subscription, as VoltMxClientTests has it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { VoltMxClient } from '../obj/clients/VoltMx.js';
import { isApiError } from '../obj/clients/client.js';
import { Stage } from '../stage.js';

it('goes from a push subscription to its member, and takes both away', async () => {
  const client = new VoltMxClient((await Stage.open('volt-mx')).options);
  const member = { firstName: 'Nora', lastName: 'Winter', email: 'nora@push.example.com', country: 'Germany' };

  const { id } = await client.subscribeAudience({ ksid: 42, ...member, state: '' });
  const updated = await client.subscribeAudience({ ksid: '42', ...member, state: 'Bavaria' });
  assert.equal(updated.id, id);
  const read = await client.getSubscribedAudience(42);
  assert.deepEqual([read.id, read.state, read.pushSubscription], [id, 'Bavaria', true]);
  assert.equal((await client.getAudience(Number(id))).email, member.email);

  await client.unsubscribeAudience(42);
  await assert.rejects(client.getAudience(Number(id)), error => isApiError(error) && error.status === 400);
});
