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

it('goes from a file to its batch and its members', async () => {
  const client = new VoltMxClient((await Stage.open('volt-mx')).options);
  const member = { firstName: 'Nora', lastName: 'Winter', email: 'nora@import.example.com', country: 'Germany' };
  const { id } = await client.createAudience({ ...member, state: 'Bavaria' });
  const header = 'email,first name,last name,country\n';
  const rows = `${member.email},Eleonora,Winter,Germany\njörg@import.example.com,Jörg,Winter,Germany\n`;

  const uploadFile = new File([header, rows], 'audience.csv', { type: 'text/csv' });
  const started = await client.importAudience({ uploadFile }, { DELIMITER: 'COMMA' });

  const batch = await client.getBatchStatus(Number(started.id));
  assert.deepEqual([batch.uploadStatusCode, batch.id], [200, started.id]);
  const updated = await client.getAudience(Number(id));
  assert.deepEqual([updated.firstName, updated.state], ['Eleonora', 'Bavaria']);
  const { total } = await client.listAudience({});
  const { audience } = await client.listAudience({ start: total - 1 });
  assert.equal(audience[0]?.email, 'jörg@import.example.com');

  await assert.rejects(
    client.importAudience({ uploadFile: new Blob([]) }),
    error => isApiError(error) && error.status === 400,
  );
});
