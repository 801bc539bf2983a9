import { UserComV2Client } from '../obj/clients/UserComV2.js';
import { oddId, plain, type Vendor } from '../vendor.js';

export const vendor: Vendor = {
  ...plain,
  slug: 'user-com',
  version: '2',
  acts: options => {
    const client = new UserComV2Client(options);
    const made = { custom_id: oddId, company_custom_id: 'acme-1', loyalty: 'gold' };
    return {
      create: async (city, region) => (await client.createUser({ ...made, city, region })).custom_id!,
      update: (key, city) => client.patchUserByCustomId(key, { city }),
      read: async key => {
        const user = await client.getUserByCustomId(key);
        return [user.city, user.region];
      },
      remove: key => client.deleteUserByCustomId(key),
    };
  },
};
