// What comes while somebody clicks or types: a press is never lost, and the last thing asked for is what shows.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newBox, openPage, ready, startBrowser, startMock, userOf } from './mock.mjs';

let mock;
let browser;

before(async () => {
  mock = await startMock();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await mock?.stop();
});

/** Holds the answers to what fits until they are let go, one by one: an array that grows as requests come. */
async function hold(page, fits) {
  const held = [];
  await page.route(fits, async route => {
    const answer = await route.fetch();
    await new Promise(go => held.push(go));
    await route.fulfill({ response: answer });
  });
  held.reach = async many => {
    while (held.length < many) await page.evaluate(() => new Promise(requestAnimationFrame));
  };
  return held;
}

const searchFor = text => url => url.pathname.includes('/collections/') && url.searchParams.get('q') === text;
const member = key => url => url.pathname.endsWith(`/${encodeURIComponent(key)}`);
const opened = page => page.locator('.detail h2');
const frames = page =>
  page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

async function pressed(page, place) {
  const { x, y, width, height } = await place.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
}

/** Keeps in a page what its streams have brought. */
function listenIn() {
  const { prototype } = ReadableStreamDefaultReader;
  const { read } = prototype;
  window.heard = '';
  prototype.read = async function () {
    const chunk = await read.call(this);
    window.heard += chunk.value ?? '';
    return chunk;
  };
}

async function people(box, count = 5) {
  const slug = mock.vendors[0].slug;
  const listed = await (await fetch(`${box.url}/users/${slug}?limit=${count}&view=keyed`)).json();
  return listed.map(u => u.key);
}

test('Users_FoundBetweenPressAndRelease_OpensWhatWasPressed', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  const [key] = await people(box);
  await page.goto(box.page('data'));
  await page.waitForSelector(ready.users);
  const held = await hold(page, searchFor(key));
  await page.fill('#find', key);
  await held.reach(1);
  await pressed(page, page.locator('.people a').first());
  const answer = page.waitForResponse(r => searchFor(key)(new URL(r.url())));
  held[0]();
  await (await answer).finished();
  await frames(page);
  await page.mouse.up();
  await page.waitForURL(url => url.searchParams.get('key') === key);
  await page.locator('#position', { hasText: 'found' }).waitFor();
  assert.deepEqual(wrong, []);
  await close();
});

test('Users_OlderSearchAnsweredLast_ShowWhatTheNewerFound', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  const [first, second] = await people(box);
  await page.goto(box.page('data'));
  await page.waitForSelector(ready.users);
  const held = await hold(page, searchFor(first));
  await page.fill('#find', first);
  await held.reach(1);
  await page.fill('#find', second);
  await page.locator('#position', { hasText: 'found' }).waitFor();
  const shown = await page.locator('.people').innerText();
  const late = page.waitForResponse(r => searchFor(first)(new URL(r.url())));
  held[0]();
  await (await late).finished();
  await frames(page);
  assert.equal(await page.locator('.people').innerText(), shown);
  assert.deepEqual(wrong, []);
  await close();
});

test('Users_OlderOneReadLast_ShowTheOneOpenedLast', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  const [first] = await people(box);
  await page.goto(box.page('data'));
  await page.waitForSelector(ready.users);
  const held = await hold(page, member(first));
  const links = page.locator('.people a');
  await links.nth(0).click();
  await held.reach(1);
  await links.nth(1).click();
  await opened(page).waitFor();
  const shown = await opened(page).innerText();
  const late = page.waitForResponse(r => member(first)(new URL(r.url())));
  held[0]();
  await (await late).finished();
  await frames(page);
  assert.equal(await opened(page).innerText(), shown);
  assert.deepEqual(wrong, []);
  await close();
});

test('Traffic_RequestBetweenPressAndRelease_OpensWhatWasPressed', async () => {
  const box = await newBox(mock);
  const user = await userOf(box, mock.vendors[0]);
  await fetch(user.url, { headers: user.headers });
  const { page, wrong, close } = await openPage(browser);
  await page.addInitScript(listenIn);
  await page.goto(box.page(''));
  const rows = page.locator('#exchanges a');
  await rows.first().waitFor();
  const id = await rows.first().getAttribute('data-id');
  await page.waitForSelector('.live.on');
  await pressed(page, rows.first());
  const { headers } = await fetch(user.url, { headers: user.headers });
  await page.waitForFunction(mark => heard.includes(mark), `"id":"${headers.get('X-Mock-Exchange')}"`);
  await frames(page);
  await page.mouse.up();
  await page.waitForURL(url => url.searchParams.get('open') === id);
  await rows.nth(1).waitFor();
  assert.deepEqual(wrong, []);
  await close();
});

test('Traffic_OlderExchangeReadLast_ShowsTheOneOpenedLast', async () => {
  const box = await newBox(mock);
  const user = await userOf(box, mock.vendors[0]);
  for (let i = 0; i < 2; i++) await fetch(user.url, { headers: user.headers });
  const { page, wrong, close } = await openPage(browser);
  await page.goto(box.page(''));
  const rows = page.locator('#exchanges a');
  await rows.nth(1).waitFor();
  const id = await rows.nth(1).getAttribute('data-id');
  const entry = url => url.pathname.endsWith(`/requests/${id}`);
  const held = await hold(page, entry);
  await rows.nth(1).click();
  await held.reach(1);
  await rows.nth(0).click();
  const newest = `#${await rows.nth(0).getAttribute('data-id')} ·`;
  await page.locator('.detail > .detail-head .crumbs', { hasText: newest }).waitFor();
  const late = page.waitForResponse(r => entry(new URL(r.url())));
  held[0]();
  await (await late).finished();
  await frames(page);
  assert.match(await page.locator('.detail .crumbs').first().innerText(), new RegExp(newest));
  assert.deepEqual(wrong, []);
  await close();
});
