import { GainsightPxClient } from '../obj/clients/GainsightPx.js';
import { oddId, plain, type Vendor } from '../vendor.js';

export const vendor: Vendor = {
  ...plain,
  slug: 'gainsight-px',
  // ASSUMED, ledger 5 of the spec: null keeps the old value.
  cleared: first => first,
  acts: options => {
    const client = new GainsightPxClient(options);
    const required = (identifyId: string) => ({ identifyId, propertyKeys: ['AP-1'] });
    return {
      create: async (title, role) => (await client.createUser({ ...required(oddId), title, role })).identifyId,
      update: (key, title) => client.updateUser(key, { ...required(key), title }),
      read: async key => {
        const user = await client.getUser(key);
        return [user.title, user.role];
      },
      remove: key => client.deleteUserByBody({ identifyId: key }, { hardDelete: true }),
    };
  },
};
