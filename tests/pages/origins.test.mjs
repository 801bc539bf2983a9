// Pages that are not the mock's own and call the vendors' addresses, as a front-end under development does.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { newBox, openPage, startBrowser, startMock, userOf } from './mock.mjs';

let browser;
let site;
let origin;

before(async () => {
  site = createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>'));
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  origin = `http://127.0.0.1:${site.address().port}`;
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  site?.close();
});

// In the page: what fetch makes of it, and the headers that the page may read.
const call = (page, { url, ...init }) =>
  page.evaluate(
    async ([address, options]) => {
      try {
        const answer = await fetch(address, options);
        return { status: answer.status, headers: Object.fromEntries(answer.headers) };
      } catch (error) {
        return { failed: String(error) };
      }
    },
    [url, init],
  );

const json = headers => ({ ...headers, 'Content-Type': 'application/json' });

test('PageElsewhere_WithCors_CallsEveryVendorAndReadsItsHeaders', async () => {
  const mock = await startMock('--cors', origin);
  const { page, close } = await openPage(browser);
  await page.goto(origin);
  const box = await newBox(mock);
  for (const vendor of mock.vendors) {
    const user = await userOf(box, vendor);
    const answer = await call(page, { url: user.url, headers: user.headers });
    assert.equal(answer.status, 200, JSON.stringify(answer));
    assert.match(answer.headers['x-mock-exchange'], /^\d+$/, vendor.slug);
    const changed = await call(page, { url: user.url, method: user.method, headers: json(user.headers), body: '[]' });
    assert.ok(changed.status >= 400, `${vendor.slug} is asked and refuses: ${JSON.stringify(changed)}`);
  }

  await fetch(`${box.url}/limits/${mock.vendors[0].slug}`, { method: 'PUT', body: `{"requests":1,"window":"PT9M"}` });
  const user = await userOf(box, mock.vendors[0]);
  await call(page, { url: user.url, headers: user.headers });
  const limited = await call(page, { url: user.url, headers: user.headers });
  assert.equal(limited.status, 429);
  assert.ok(Number(limited.headers['retry-after']) > 0, 'the page can read Retry-After');
  assert.ok((await call(page, { url: `${mock.base}/_mock/sandboxes` })).failed, 'the control plane stays shut');
  await close();
  await mock.stop();
});

test('PageElsewhere_WithoutCors_FailsAndTrafficSaysWhyAndWhatToDo', async () => {
  const mock = await startMock();
  const elsewhere = await openPage(browser);
  await elsewhere.page.goto(origin);
  const box = await newBox(mock);
  const user = await userOf(box, mock.vendors[0]);
  const answer = await call(elsewhere.page, {
    url: user.url,
    method: user.method,
    headers: json(user.headers),
    body: '{}',
  });
  assert.match(answer.failed, /Failed to fetch/);
  await elsewhere.close();

  // A preflight has no credential: it is in the default sandbox.
  const { page, wrong, close } = await openPage(browser);
  await page.goto(`${mock.base}/_mock/`);
  const row = page.locator('#exchanges > li').first();
  await row.locator('text=CORS preflight').waitFor();
  await row.locator('a').click();
  const said = await page.locator('#diagnosis').innerText();
  assert.match(said, /CORS preflight/);
  assert.ok(said.includes(`--cors ${origin}`), said);
  assert.match(said, /proxy/);
  assert.doesNotMatch(said, /Your client|absent/);
  assert.deepEqual(wrong, []);
  await close();
  await mock.stop();
});
