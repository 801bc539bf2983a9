// A company, its member and what happened to it, by version 2, as UserComV2ClientTests has it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { UserComV2Client } from '../obj/clients/UserComV2.js';
import { Stage } from '../stage.js';

it('goes from a company to its member, who leaves nothing behind', async () => {
  const client = new UserComV2Client((await Stage.open('user-com')).options);
  const { id } = await client.createUser({ custom_id: 'ada' });

  const company = await client.createCompany({ name: 'Example', plan: 'gold' });
  await client.addCompanyMember(company.id, { user_custom_id: 'ada' });
  await client.createEventByCustomId('ada', { name: 'login' });
  assert.equal((await client.listEventsByCustomId('ada')).results[0]!.user_id, id);
  const read = await client.getCompany(company.id);
  assert.deepEqual([read.employees, read['plan']], [[id], 'gold']);
  assert.equal((await client.getUserByCustomId('ada')).companies[0]!.name, 'Example');
  await client.deleteUserByCustomId('ada');
  assert.deepEqual((await client.getCompany(company.id)).employees, []);
});
