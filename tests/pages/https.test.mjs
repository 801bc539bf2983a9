// A page on an https origin that calls the vendors' addresses over https, in a browser that trusts the mock's own CA.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../scripts/exit.mjs';
import { newBox, openPage, startBrowser, startMock, userOf } from './mock.mjs';

const missing = ['certutil', 'openssl'].filter(tool => spawnSync(tool, ['--help']).error);
const skip = missing.length > 0 && `needs ${missing.join(' and ')} (apt-get install libnss3-tools openssl)`;

// Chromium on Linux reads what its user trusts from here.
function trust(home, ca) {
  const store = join(home, '.pki/nssdb');
  mkdirSync(store, { recursive: true });
  execFileSync('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
  execFileSync('certutil', ['-d', `sql:${store}`, '-A', '-n', 'mock', '-t', 'C,,', '-i', ca]);
}

// The page's own server has a certificate of the same CA.
function certificate(home, ca) {
  const [key, cert] = [join(home, 'page-key.pem'), join(home, 'page.pem')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert];
  const about = ['-subj', '/CN=page', '-addext', 'subjectAltName=DNS:localhost', '-days', '7'];
  const signed = ['-CA', ca, '-CAkey', join(ca, '../ca-key.pem')];
  execFileSync('openssl', ['req', '-x509', ...made, ...about, ...signed], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

test('PageOnAnHttpsOrigin_WithCors_CallsEveryVendorOverHttps', { skip }, async () => {
  const home = temporaryFolder();
  process.env.XDG_DATA_HOME = join(home, 'data');
  const site = createServer((_, answer) =>
    answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>'),
  );
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const origin = `https://localhost:${site.address().port}`;
  const mock = await startMock('--https', '--cors', origin);
  const { caFile } = mock.vendors[0];
  site.setSecureContext(certificate(home, caFile));
  trust(home, caFile);
  const browser = await startBrowser({ ...process.env, HOME: home });
  const { page, wrong, close } = await openPage(browser);
  await page.goto(origin);
  // This process does not trust the CA; the same ports speak plain HTTP too.
  const box = await newBox({ base: mock.base.replace('https:', 'http:') });
  for (const vendor of mock.vendors) {
    const user = await userOf(box, vendor);
    assert.match(user.url, /^https:/);
    for (const method of ['GET', user.method]) {
      const called = await page.evaluate(
        async ([address, options]) => {
          const answer = await fetch(address, options);
          return { status: answer.status, exchange: answer.headers.get('X-Mock-Exchange') };
        },
        [
          user.url,
          {
            method,
            headers: { ...user.headers, 'Content-Type': 'application/json' },
            body: method === 'GET' ? undefined : '[]',
          },
        ],
      );
      assert.match(called.exchange, /^\d+$/, `${vendor.slug} ${method}`);
      assert.ok(method === 'GET' ? called.status === 200 : called.status >= 400, JSON.stringify(called));
    }
  }

  const seen = await (await fetch(`${box.url}/requests`)).json();
  assert.equal(seen.length, 2 * mock.vendors.length);
  assert.deepEqual([...new Set(seen.map(entry => entry.protocol))], ['HTTP/2']);
  // What a refused update says in the console is the browser's, not the page's.
  assert.deepEqual(
    wrong.filter(text => !text.includes('the server responded with a status of 4')),
    [],
  );
  await close();
  await browser.close();
  site.close();
  await mock.stop();
  rmSync(home, { recursive: true, force: true });
});
