import { FoldspaceClient } from '../obj/clients/Foldspace.js';
import { oddId, plain, type Vendor } from '../vendor.js';

export const vendor: Vendor = {
  ...plain,
  slug: 'foldspace',
  acts: options => {
    const client = new FoldspaceClient(options);
    const required = (identifyId: string) => ({ identifyId, userType: 'LEAD' as const });
    return {
      create: async (role, phone) => {
        await client.createUser({ ...required(oddId), role, phone });
        return oddId;
      },
      update: (key, role) => client.updateUser(key, { ...required(key), role }),
      read: async key => {
        const user = await client.getUser(key);
        return [user.role, user.phone];
      },
      remove: key => client.deleteUser({ identifyId: key }),
    };
  },
};
