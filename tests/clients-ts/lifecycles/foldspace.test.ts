// A subscription with its user, as FoldspaceClientTests has it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FoldspaceClient } from '../obj/clients/Foldspace.js';
import { isApiError } from '../obj/clients/client.js';
import { Stage } from '../stage.js';

it('goes from a subscription to its user, and takes the subscription away', async () => {
  const client = new FoldspaceClient((await Stage.open('foldspace')).options);
  const [identifyId, ada] = ['acme å/1', 'ada'];

  await client.createSubscription({ identifyId, name: 'Acme', customAttributes: { seats: 7 } });
  await client.createUser({ userType: 'USER', identifyId: ada, lastSubscriptionIdentifier: identifyId });
  await client.updateSubscription(identifyId, { planId: 'team', customAttributes: { region: 'EMEA' } });

  const read = await client.getSubscription(identifyId);
  assert.deepEqual([read.name, read.planId, read.domain], ['Acme', 'team', null]);
  assert.deepEqual(read.customAttributes, { seats: 7, region: 'EMEA' });

  await client.deleteSubscription({ identifyId });
  await assert.rejects(client.getSubscription(identifyId), error => isApiError(error) && error.status === 404);
  assert.equal((await client.getUser(ada)).lastSubscriptionIdentifier, identifyId);
});
