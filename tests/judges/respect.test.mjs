// Redocly's respect plays each vendor's Arazzo file against the mock and holds the answers against the vendor's spec:
// status, media type, schema. The flows lead through every operation; those without parameters of their own are sent
// as the spec's examples have them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, test } from 'node:test';
import { serve } from '../scripts/serve.mjs';

const REDOCLY = fileURLToPath(new URL('../lint/node_modules/.bin/redocly', import.meta.url));
const { server, vendors, base } = await serve(process.env.PROGRAM, '--rate-limits', 'off');
after(() => server.kill());

const apis = vendors.flatMap(({ url, credential, apis }) => apis.map(api => ({ url, credential, ...api })));
for (const { name, url, operations, credential } of apis) {
  test(`The flows of ${name} go as its spec says`, async () => {
    const file = fileURLToPath(new URL(`${name}.arazzo.yaml`, import.meta.url));
    assert.ok(existsSync(file), `${file} is missing: write the flows of the new API there.`);
    const called = new Set([...readFileSync(file, 'utf8').matchAll(/operationId: (\w+)/g)].map(([, id]) => id));
    const missing = operations.map(operation => operation.id).filter(id => !called.has(id));
    assert.deepEqual(missing, [], `${file} has no step for these operations.`);
    // Another version's flows have changed the same users.
    await fetch(`${base}/_mock/sandboxes/default/reset`, { method: 'POST' });
    const { failed, said } = await respect(file, url, credential.headers);
    // What it says of the steps that passed is long.
    assert.ok(!failed, said.slice(said.lastIndexOf('Failed tests info')));
  });
}

function respect(file, url, headers) {
  const [credential, secret = ''] = Object.values(headers);
  const inputs = JSON.stringify({ credential, secret });
  return new Promise(resolve => {
    execFile(
      REDOCLY,
      ['respect', file, '--server', `vendor=${url}`, '--input', inputs],
      { maxBuffer: 2 ** 26 },
      (failed, stdout, stderr) => resolve({ failed, said: stdout + stderr }),
    );
  });
}
