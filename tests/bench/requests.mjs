// The five update calls: path, method and sample body are the specs' own, the users are the population's.
import { readFileSync } from 'node:fs';

const json = { 'content-type': 'application/json' };
const table = {
  'gainsight-px': {
    spec: 'GainsightPx',
    operation: 'updateUser',
    key: 'user-000001',
    status: 204,
    headers: { 'X-APTRINSIC-API-KEY': '00000000-0000-4000-8000-000000000001' },
  },
  'user-com': {
    spec: 'UserCom',
    operation: 'updateUserByCustomId',
    key: '1',
    headers: { Authorization: `Token ${'0'.repeat(64)}` },
  },
  'channel-talk': {
    spec: 'ChannelTalk',
    operation: 'updateUser',
    key: 'edec49328ef2306a51cb',
    headers: { 'x-access-key': 'mock-access-key', 'x-access-secret': 'mock-access-secret' },
  },
  foldspace: {
    spec: 'Foldspace',
    operation: 'updateUser',
    key: 'fs_3840716258bade4e',
    headers: { 'X-FOLDSPACE-API-KEY': 'mock-foldspace-key' },
  },
  'volt-mx': {
    spec: 'VoltMx',
    operation: 'updateAudience',
    key: '1',
    headers: { Authorization: `Basic ${Buffer.from('mock:mock').toString('base64')}` },
  },
};

export const slugs = Object.keys(table);

/** The vendor's update call, of the population's user or of another. `port` is its distance from the base port. */
export function updateOf(slug, root, key = table[slug].key) {
  const { spec, operation, status = 200, headers } = table[slug];
  const { paths } = JSON.parse(readFileSync(`${root}/src/MockUserApis.Generated/obj/generated/${spec}.json`, 'utf8'));
  for (const [template, methods] of Object.entries(paths)) {
    for (const [method, { operationId, requestBody }] of Object.entries(methods)) {
      if (operationId !== operation) continue;
      const body = Object.values(requestBody.content['application/json'].examples)[0].value;
      if ('identifyId' in body) body.identifyId = key;
      return {
        slug,
        key,
        status,
        template,
        port: slugs.indexOf(slug) + 1,
        method: method.toUpperCase(),
        path: template.replace(/\{.*?\}/, key),
        headers,
        body: JSON.stringify(body),
        spec: `${root}/specs/${spec}.yaml`,
        send: { ...json, ...headers },
      };
    }
  }
}
