// One account with its user through every collection of the vendor, as GainsightPxClientTests has it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { GainsightPxClient } from '../obj/clients/GainsightPx.js';
import { isApiError } from '../obj/clients/client.js';
import { Stage } from '../stage.js';

const gone = async (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => false,
    (error: unknown) => isApiError(error) && error.status === 404,
  );

it('goes from an account to its user, its events and preferences, and takes all of it away', async () => {
  const client = new GainsightPxClient((await Stage.open('gainsight-px')).options);
  const [id, identifyId, propertyKeys] = ['acme å/1', 'ada', ['AP-1']];
  const account = { id, name: 'Acme', propertyKeys };

  assert.equal((await client.createAccount(account)).numberOfUsers, 0);
  await client.createUser({ identifyId, propertyKeys, accountId: id });
  const event = { identifyId, accountId: id, eventName: 'Invite Sent', propertyKey: 'AP-1' };
  await client.createCustomEvent({ ...event, userType: 'USER', attributes: { seats: 7 } });
  await client.updateAccountByBody({ ...account, plan: 'team', customAttributes: { tier: 'gold' } });
  await client.updatePreferencesV2(identifyId, { surveys: false });

  const read = await client.getAccount(id);
  assert.deepEqual([read.plan, read.numberOfUsers, read.customAttributes], ['team', 1, { tier: 'gold' }]);
  assert.equal((await client.listAccounts({ filter: ['plan==team', 'id==nobody'], pageSize: 1 })).accounts.length, 1);
  const events = await client.listCustomEvents({ filter: [`identifyId==${identifyId}`] });
  assert.deepEqual(
    events.customEvents.map(e => e.attributes),
    [{ seats: 7 }],
  );
  assert.equal((await client.getPreferences(identifyId)).surveys, false);
  await client.setDenied(identifyId, { denied: true });
  assert.equal((await client.getDenied(identifyId)).denied, true);

  await client.deleteAccount(id);
  assert.ok(await gone(client.getAccount(id)));
  assert.ok(await gone(client.getUser(identifyId)));
});
