import { ChannelTalkClient } from "./obj/clients/ChannelTalk.js";
import { FoldspaceClient } from "./obj/clients/Foldspace.js";
import { GainsightPxClient } from "./obj/clients/GainsightPx.js";
import { UserComClient } from "./obj/clients/UserCom.js";
import { UserComV2Client } from "./obj/clients/UserComV2.js";
import { VoltMxClient, type AudienceWrite } from "./obj/clients/VoltMx.js";
import type { ClientOptions } from "./obj/clients/client.js";

/** How a vendor's operations are called; what must come of it is the same for all (scenario.test.ts). */
export interface Acts {
    /** Makes a user with both fields set and returns its key. */
    create(first: string, second: string): Promise<string>;
    /** A value or null for the first field, nothing for the second. */
    update(key: string, first: string | null): Promise<unknown>;
    read(key: string): Promise<[first: unknown, second: unknown]>;
    remove(key: string): Promise<unknown>;
}

export interface Vendor {
    slug: string;
    /** Of a later version, which headers ask for. */
    version?: string;
    nobody: string;
    /** What an unknown user is answered with. */
    absent: number;
    /** What the first field reads after null was sent for it, having been `first`. */
    cleared(first: string): unknown;
    values: [first: string, second: string, other: string];
    acts(options: ClientOptions): Acts;
}

const plain = { nobody: "nobody", absent: 404, cleared: () => null, values: ["one", "two", "three"] as [string, string, string] };
const oddId = "client å user@example.com?#%";

export const vendors: Vendor[] = [
    {
        ...plain,
        slug: "gainsight-px",
        // ASSUMED, ledger 5 of the spec: null keeps the old value.
        cleared: (first) => first,
        acts: (options) => {
            const client = new GainsightPxClient(options);
            const required = (identifyId: string) => ({ identifyId, propertyKeys: ["AP-1"] });
            return {
                create: async (title, role) => (await client.createUser({ ...required(oddId), title, role })).identifyId,
                update: (key, title) => client.updateUser(key, { ...required(key), title }),
                read: async (key) => {
                    const user = await client.getUser(key);
                    return [user.title, user.role];
                },
                remove: (key) => client.deleteUserByBody({ identifyId: key }, { hardDelete: true }),
            };
        },
    },
    {
        ...plain,
        slug: "user-com",
        acts: (options) => {
            const client = new UserComClient(options);
            return {
                create: async (city, region) => (await client.createUser({ user_id: oddId, email: "client@example.com", city, region, gender: 3, status: "user", loyalty: "gold" })).user_id!,
                update: (key, city) => client.patchUserByCustomId(key, { city }),
                read: async (key) => {
                    const user = await client.getUserByCustomId(key);
                    return [user.city, user.region];
                },
                remove: (key) => client.deleteUserByCustomId(key),
            };
        },
    },
    {
        ...plain,
        slug: "user-com",
        version: "2",
        acts: (options) => {
            const client = new UserComV2Client(options);
            const made = { custom_id: oddId, company_custom_id: "acme-1", loyalty: "gold" };
            return {
                create: async (city, region) => (await client.createUser({ ...made, city, region })).custom_id!,
                update: (key, city) => client.patchUserByCustomId(key, { city }),
                read: async (key) => {
                    const user = await client.getUserByCustomId(key);
                    return [user.city, user.region];
                },
                remove: (key) => client.deleteUserByCustomId(key),
            };
        },
    },
    {
        ...plain,
        slug: "channel-talk",
        nobody: "ffffffffffffffffffff",
        // A cleared key is gone from the profile.
        cleared: () => undefined,
        acts: (options) => {
            const client = new ChannelTalkClient(options);
            return {
                create: async (name, plan) => (await client.createUser({ profile: { name, plan } })).user.id,
                update: (key, name) => client.updateUser(key, { profile: { name } }),
                read: async (key) => {
                    const { profile } = (await client.getUser(key)).user;
                    return [profile.name, profile["plan"]];
                },
                remove: (key) => client.deleteUser(key),
            };
        },
    },
    {
        ...plain,
        slug: "foldspace",
        acts: (options) => {
            const client = new FoldspaceClient(options);
            const required = (identifyId: string) => ({ identifyId, userType: "LEAD" as const });
            return {
                create: async (role, phone) => {
                    await client.createUser({ ...required(oddId), role, phone });
                    return oddId;
                },
                update: (key, role) => client.updateUser(key, { ...required(key), role }),
                read: async (key) => {
                    const user = await client.getUser(key);
                    return [user.role, user.phone];
                },
                remove: (key) => client.deleteUser({ identifyId: key }),
            };
        },
    },
    {
        ...plain,
        slug: "volt-mx",
        nobody: "999999999",
        absent: 400,
        cleared: () => "",
        values: ["+12025550142", "Bavaria", "+12025550143"],
        acts: (options) => {
            const client = new VoltMxClient(options);
            const member: AudienceWrite = { firstName: "Nora", lastName: "Winter", country: "Germany", email: "nora.winter@client.example.com" };
            return {
                create: async (mobileNumber, state) => (await client.createAudience({ ...member, mobileNumber, state })).id,
                update: (key, mobileNumber) => client.updateAudience(Number(key), { ...member, mobileNumber }),
                read: async (key) => {
                    const read = await client.getAudience(Number(key));
                    return [read.mobileNumber, read.state];
                },
                remove: (key) => client.deleteAudience(Number(key)),
            };
        },
    },
];
