import { UserComClient } from '../obj/clients/UserCom.js';
import { oddId, plain, type Vendor } from '../vendor.js';

export const vendor: Vendor = {
  ...plain,
  slug: 'user-com',
  acts: options => {
    const client = new UserComClient(options);
    return {
      create: async (city, region) =>
        (
          await client.createUser({
            user_id: oddId,
            email: 'client@example.com',
            city,
            region,
            gender: 3,
            status: 'user',
            loyalty: 'gold',
          })
        ).user_id!,
      update: (key, city) => client.patchUserByCustomId(key, { city }),
      read: async key => {
        const user = await client.getUserByCustomId(key);
        return [user.city, user.region];
      },
      remove: key => client.deleteUserByCustomId(key),
    };
  },
};
