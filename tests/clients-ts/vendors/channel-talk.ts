import { ChannelTalkClient } from '../obj/clients/ChannelTalk.js';
import { plain, type Vendor } from '../vendor.js';

export const vendor: Vendor = {
  ...plain,
  slug: 'channel-talk',
  nobody: 'ffffffffffffffffffff',
  // A cleared key is gone from the profile.
  cleared: () => undefined,
  acts: options => {
    const client = new ChannelTalkClient(options);
    return {
      create: async (name, plan) => (await client.createUser({ profile: { name, plan } })).user.id,
      update: (key, name) => client.updateUser(key, { profile: { name } }),
      read: async key => {
        const { profile } = (await client.getUser(key)).user;
        return [profile.name, profile['plan']];
      },
      remove: key => client.deleteUser(key),
    };
  },
};
