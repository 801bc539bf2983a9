// Writes exchanges as the Traffic page copies them, a test a file: node copies.mjs ASSETS xunit|nunit|nodeTest FOLDER.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

globalThis.location = { host: '127.0.0.1', search: '' };
const [assets, framework, folder] = process.argv.slice(2);
const copies = await import(pathToFileURL(resolve(assets, 'test-copies.js')));

const credential = { 'X-APTRINSIC-API-KEY': '00000000-0000-4000-8000-000000000001' };
const update = {
  vendor: 'gainsight-px',
  method: 'PUT',
  path: '/v1/users/user-000001',
  operation: 'updateUser',
  key: 'user-000001',
  headers: { Host: '127.0.0.1:5081', 'X-APTRINSIC-API-KEY': '[redacted]', 'Content-Type': 'application/json' },
  findings: [],
  status: 400,
};
const user = { identifyId: 'user-000001', propertyKeys: ['AP-1'] };
const entries = [
  { ...update, method: 'GET', operation: 'getUser', status: 200 },
  { ...update, path: '/~ci/gainsight-px/v1/users/user-000001', body: { ...user, score: 'a """" b' }, status: 400 },
  { ...update, operation: 'not-an-identifier.v2', body: '{"a"\r\n\u0085\u2028"""' },
  { ...update, operation: undefined, body: '{\n"a":1}', status: 401 },
];
for (const [i, entry] of entries.entries()) {
  const text = copies[framework](entry, credential, {
    seed: 1,
    population: 500,
    profile: 'lenient',
    rateLimits: false,
  });
  const name = framework === 'nodeTest' ? `copy${i}.test.mjs` : `Copy${i}.cs`;
  writeFileSync(join(folder, name), text.replace(/public class (\w+)/, `public class $1${i}`));
}
