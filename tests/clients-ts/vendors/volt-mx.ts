import { VoltMxClient, type AudienceWrite } from '../obj/clients/VoltMx.js';
import { plain, type Vendor } from '../vendor.js';

export const vendor: Vendor = {
  ...plain,
  slug: 'volt-mx',
  nobody: '999999999',
  absent: 400,
  cleared: () => '',
  values: ['+12025550142', 'Bavaria', '+12025550143'],
  acts: options => {
    const client = new VoltMxClient(options);
    const member: AudienceWrite = {
      firstName: 'Nora',
      lastName: 'Winter',
      country: 'Germany',
      email: 'nora.winter@client.example.com',
    };
    return {
      create: async (mobileNumber, state) => (await client.createAudience({ ...member, mobileNumber, state })).id,
      update: (key, mobileNumber) => client.updateAudience(Number(key), { ...member, mobileNumber }),
      read: async key => {
        const read = await client.getAudience(Number(key));
        return [read.mobileNumber, read.state];
      },
      remove: key => client.deleteAudience(Number(key)),
    };
  },
};
