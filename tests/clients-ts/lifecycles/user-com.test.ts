// A company, its member and what happened to it, as UserComClientTests has it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { UserComClient } from '../obj/clients/UserCom.js';
import { isApiError } from '../obj/clients/client.js';
import { Stage } from '../stage.js';

it('goes from a company to its member and back, and takes both away', async () => {
  const client = new UserComClient((await Stage.open('user-com')).options);
  const { id } = await client.createUser({ user_id: 'ada å/1', email: 'ada@example.com' });

  const company = await client.createCompany({ name: 'Example', company_id: 'crm-1', phone_numbers: ['+4912'] });
  await client.addCompanyMember(company.id, { client: id });
  assert.equal((await client.createEvent({ client: id, name: 'an order', data: { total: 42 } })).created, true);
  const [happened] = (await client.listEventsOfUser(id)).results;
  assert.deepEqual([happened!.event, happened!.items], ['an order', [{ key: 'total', value: '42' }]]);
  assert.deepEqual((await client.getCompanyByCustomId('crm-1')).employees, [id]);
  await client.deleteCompany(company.id);
  assert.deepEqual((await client.getUser(id)).companies, []);
  await assert.rejects(client.getCompany(company.id), error => isApiError(error) && error.status === 404);
});
