// A user with its events, chats and tokens, as ChannelTalkClientTests has it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ChannelTalkClient } from '../obj/clients/ChannelTalk.js';
import { isApiError } from '../obj/clients/client.js';
import { Stage } from '../stage.js';

const gone = async (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => false,
    (error: unknown) => isApiError(error) && error.status === 404,
  );

it('goes from a member to its events, chats and tokens, and takes all of it away', async () => {
  const client = new ChannelTalkClient((await Stage.open('channel-talk')).options);
  const { user } = await client.upsertMember('ada/å', { profile: { name: 'Ada' } });

  const { event } = await client.createEvent(user.id, { name: 'Purchase', property: { seats: 7 } });
  await client.createEvent(user.id, { name: 'CheckoutBegin' });
  const chat = await client.createUserChat(user.id, { distinctKey: 'order-1' });
  assert.deepEqual([chat.userChat.userId, chat.user.hasChat], [user.id, true]);
  const again = await client.createUserChat(user.id, { distinctKey: 'order-1' });
  assert.equal(again.userChat.id, chat.userChat.id);

  const page = await client.listEvents(user.id, { limit: 1 });
  assert.deepEqual(
    page.events.map(e => e.name),
    ['CheckoutBegin'],
  );
  const rest = await client.listEvents(user.id, { since: page.next ?? '' });
  assert.deepEqual(
    rest.events.map(e => e.property),
    [{ seats: 7 }],
  );
  assert.equal((await client.listUserChats(user.id)).userChats.length, 1);
  assert.equal((await client.issueSessionJwt('ada/å', { expiration: 'PT2M' })).sessionJWT.split('.').length, 3);

  await client.deleteEvent(user.id, event.id);
  assert.ok(await gone(client.deleteEvent(user.id, event.id)));
  await client.deleteUser(user.id);
  assert.ok(await gone(client.listEvents(user.id)));
});
