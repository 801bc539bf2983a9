// What a call becomes on the wire and what an answer becomes, without a server.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ChannelTalkClient } from './obj/clients/ChannelTalk.js';
import { FoldspaceClient } from './obj/clients/Foldspace.js';
import { GainsightPxClient, type UserInput } from './obj/clients/GainsightPx.js';
import { UserComClient, type UserUpdate } from './obj/clients/UserCom.js';
import { isApiError, type ClientOptions } from './obj/clients/client.js';

function answering(status: number, text = ''): ClientOptions & { sent: string[] } {
  const sent: string[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    sent.push(`${init?.method} ${url}${init?.body ? ` ${init.body}` : ''}`);
    return new Response(status === 204 ? null : text, { status });
  };
  return { baseUrl: 'http://vendor.test/px/', fetch: fetch as typeof globalThis.fetch, sent };
}

it('sends null and leaves out what is absent, at every depth', async () => {
  const vendor = answering(204);
  const body: UserInput = {
    identifyId: 'u',
    propertyKeys: ['k'],
    title: null,
    location: { city: null, postalCode: 94010 },
    customAttributes: { old: null },
  };
  await new GainsightPxClient(vendor).updateUser('a b/c@d?#%', body);
  assert.deepEqual(vendor.sent, [`PUT http://vendor.test/px/v1/users/a%20b%2Fc%40d%3F%23%25 ${JSON.stringify(body)}`]);
  assert.match(
    vendor.sent[0]!,
    /"title":null,"location":\{"city":null,"postalCode":94010\},"customAttributes":\{"old":null\}/,
  );
});

it('knows at compile time what the vendor refuses', () => {
  // @ts-expect-error null is refused
  const email: UserUpdate = { email: null };
  // @ts-expect-error not one of the words
  const gender: UserUpdate = { gender: 'other' };
  // @ts-expect-error required
  const input: UserInput = { identifyId: 'u' };
  assert.ok(email && gender && input);
});

it('takes a 200 beside a 204, each with or without a body', async () => {
  for (const vendor of [answering(204), answering(200), answering(200, '{"body":{}}')]) {
    assert.equal(await new GainsightPxClient(vendor).deleteUser('u', { hardDelete: true }), undefined);
    assert.deepEqual(vendor.sent, ['DELETE http://vendor.test/px/v1/users/u?hardDelete=true']);
  }
});

it('sends the body of a DELETE', async () => {
  const vendor = answering(200, '{"message":"User successfully deleted"}');
  assert.equal(
    (await new FoldspaceClient(vendor).deleteUser({ identifyId: 'u' })).message,
    'User successfully deleted',
  );
  assert.deepEqual(vendor.sent, ['DELETE http://vendor.test/px/v1/user {"identifyId":"u"}']);
});

it('keeps a trailing slash and the @ before a member', async () => {
  const vendor = answering(200);
  await new UserComClient(vendor).removeTagByCustomId('ä', { name: 'a' });
  await new ChannelTalkClient(vendor).deleteMember('@a');
  assert.deepEqual(vendor.sent, [
    'POST http://vendor.test/px/api/public/users-by-id/%C3%A4/remove_tag/ {"name":"a"}',
    'DELETE http://vendor.test/px/open/v5/users/@%40a',
  ]);
});

it('refuses an id that would address something else', () => {
  const vendor = answering(204);
  for (const id of ['', '.', '..']) assert.throws(() => new GainsightPxClient(vendor).deleteUser(id), RangeError);
  assert.deepEqual(vendor.sent, []);
});

it('repeats a list in a query', async () => {
  const vendor = answering(200, '{"users":[],"totalHits":0,"scrollId":null}');
  await new GainsightPxClient(vendor).listUsers({ filter: ['a==1', 'b'], pageSize: 5 });
  assert.deepEqual(vendor.sent, ['GET http://vendor.test/px/v1/users?filter=a%3D%3D1&filter=b&pageSize=5']);
});

it('makes a list of one object, an array or a page', async () => {
  const page = '{"count":7,"next":null,"previous":null,"results":[{"id":1},{"id":2}]}';
  for (const [text, count] of [
    ['[]', 0],
    ['[{"id":1},{"id":2}]', 2],
    ['{"id":1}', 1],
    [page, 2],
  ] as const) {
    assert.equal((await new UserComClient(answering(200, text)).searchUsers({ many: true })).length, count);
  }
});

it('throws the status with whatever the body is', async () => {
  for (const [text, body] of [
    ['{"detail":"Not found."}', { detail: 'Not found.' }],
    ['<h1>Not Found</h1>', undefined],
    ['', undefined],
  ] as const) {
    await assert.rejects(
      new UserComClient(answering(404, text)).getUser(1),
      error => isApiError(error, 404) && (assert.deepEqual(error.body, body), error.text === text),
    );
  }
});

it('says so when a declared body is missing', async () => {
  await assert.rejects(new UserComClient(answering(200)).getUser(1), error => isApiError(error, 200));
});
