// What a reader does: searches, goes by keyboard alone, points a client here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { curl, newBox, openPage, ready, startBrowser, startMock, userOf } from './mock.mjs';

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

const people = '.people > li';

test('Users_SearchedByNameEmailAndId_ShowThoseAndOpenOne', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  for (const vendor of mock.vendors) {
    const listed = await (await fetch(`${box.url}/users/${vendor.slug}?limit=40&view=keyed`)).json();
    const { key, user } = listed.findLast(u => u.key !== null);
    const mail = /"([^"@]+@[^"]+)"/.exec(JSON.stringify(user))[1];
    await page.goto(box.page(`data?vendor=${vendor.slug}`));
    await page.waitForSelector(ready.users);
    for (const text of [key, mail, mail.toUpperCase()]) {
      await page.fill('#find', text);
      await page.locator(`${people} .path`, { hasText: mail }).first().waitFor();
      await page.waitForURL(url => url.searchParams.get('q') === text);
      await page.locator('#position', { hasText: 'found' }).waitFor();
    }

    await page.locator(people, { hasText: mail }).first().locator('a').click();
    await page.locator('.detail .j-text', { hasText: mail }).first().waitFor();
  }

  await page.fill('#find', 'nobody-has-this');
  await page.locator('button', { hasText: 'Make a user with the id' }).waitFor();
  assert.deepEqual(wrong, []);
  await close();
});

test('Data_AUsersLink_LeadsThereAndBack', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  let followed = 0;
  for (const vendor of mock.vendors) {
    const [users, ...others] = await (await fetch(`${box.url}/collections/${vendor.slug}`)).json();
    for (const link of users.links ?? []) {
      const listed = await (await fetch(`${box.url}/users/${vendor.slug}?limit=40&view=keyed`)).json();
      const names = new RegExp(`"${link.field.split('/')[0]}":("[^"]|\\[{)`);
      const { key } = listed.find(u => u.key !== null && names.test(JSON.stringify(u.user)));
      await page.goto(box.page(`data?vendor=${vendor.slug}&key=${encodeURIComponent(key)}`));
      const noun = others.find(c => c.name === link.collection).noun;
      const there = page.locator('.links a', { hasText: new RegExp(`^${noun} `) }).first();
      await there.click();
      await page.waitForURL(url => url.searchParams.get('collection') === link.collection);
      await page.locator('.detail .crumbs', { hasText: noun }).waitFor();
      await page.locator('.links a', { hasText: 'its users' }).first().click();
      await page.waitForURL(url => url.searchParams.get('collection') === 'users');
      await page.locator(people, { hasText: key }).first().waitFor();
      followed++;
    }
  }

  assert.ok(followed > 0, 'a vendor whose users name something');
  assert.deepEqual(wrong, []);
  await close();
});

test('Users_ChangedAndPaged_AreMarkedAndSayWhere', async () => {
  const box = await newBox(mock, { population: 60 });
  const vendor = mock.vendors[0];
  const user = await userOf(box, vendor);
  const address = `${box.url}/users/${vendor.slug}/${encodeURIComponent(user.key)}`;
  await fetch(address, { method: 'PATCH', body: `{"email":"ada@example.com"}` });
  const { page, wrong, close } = await openPage(browser);
  await page.goto(box.page('data'));
  await page.locator(people).first().locator('text=changed').waitFor();
  assert.equal(await page.locator(`${people} .flag`).count(), 1);
  for (const [button, where] of [
    ['Next', '26 to 50 of 60'],
    ['Next', '51 to 60 of 60'],
    ['Back', '26 to 50 of 60'],
  ]) {
    await page.click(`.pager button:has-text("${button}")`);
    await page.locator('#position', { hasText: where }).waitFor();
  }

  assert.deepEqual(wrong, []);
  await close();
});

test('Traffic_KeyboardAlone_WalksOpensAndCloses', async () => {
  const box = await newBox(mock);
  const user = await userOf(box, mock.vendors[0]);
  for (let i = 0; i < 3; i++) await fetch(user.url, { headers: user.headers });
  const { page, wrong, close } = await openPage(browser);
  await page.goto(box.page(''));
  await page.waitForSelector('#exchanges > li:nth-child(3)');
  const focused = () => page.evaluate(() => document.activeElement.dataset.id ?? document.activeElement.id);
  const ids = await page.locator('#exchanges a').evaluateAll(all => all.map(a => a.dataset.id));
  assert.equal(await page.locator("#exchanges a[tabindex='0']").count(), 1, 'one Tab stop for the list');
  for (let tabs = 0; tabs < 30 && (await focused()) !== ids[0]; tabs++) await page.keyboard.press('Tab');
  assert.equal(await focused(), ids[0]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  assert.equal(await focused(), ids.at(-1));
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(), ids.at(-2));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'exchange-title');
  assert.equal(new URL(page.url()).searchParams.get('open'), ids.at(-2));
  await page.keyboard.press('Escape');
  assert.equal(new URL(page.url()).searchParams.get('open'), null);
  assert.equal(await focused(), ids.at(-2));
  const href = await page.locator('#exchanges a').first().getAttribute('href');
  await page.goto(new URL(href, page.url()).href);
  await page.waitForSelector('#exchange-title');
  assert.deepEqual(wrong, []);
  await close();
});

test('Users_KeyboardAlone_OpenEditSaveAndClose', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  await page.goto(box.page('data'));
  await page.waitForSelector(ready.users);
  const until = async selector => {
    for (let tabs = 0; tabs < 40; tabs++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(s => document.activeElement.matches(s), selector)) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  await until('a.person');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.matches('.detail h2'));
  await until('.detail summary');
  await page.keyboard.press('Enter');
  await until('#json');
  const user = JSON.parse(await page.inputValue('#json'));
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(JSON.stringify({ ...user, title: 'By keyboard' }));
  await until('#save');
  await page.keyboard.press('Enter');
  await page.locator('#toast.on').waitFor();
  await page.locator('.people .flag').first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(new URL(page.url()).searchParams.get('key'), null);
  assert.deepEqual(wrong, []);
  await close();
});

test('Traffic_Fresh_SaysWhereToPointAClientAndThenShowsTheNewest', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  await page.goto(box.page(''));
  const ways = page.locator('#connect .way');
  await ways.nth(mock.vendors.length - 1).waitFor();
  for (const vendor of mock.vendors) {
    const way = ways.filter({ has: page.locator('h3', { hasText: vendor.title }) });
    await way.locator('button', { hasText: 'Copy curl' }).click();
    const line = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(await curl(line), /^HTTP\/1.1 200/, vendor.slug);
    await page.locator('.newest .crumbs', { hasText: vendor.slug }).waitFor();
  }

  assert.equal(await page.locator('#count').innerText(), `${mock.vendors.length} exchanges`);
  assert.deepEqual(wrong, []);
  await close();
});

test('Traffic_SeveralProblems_AreCountedAndTellWhatRefused', async () => {
  const box = await newBox(mock);
  const user = await userOf(box, mock.vendors[0]);
  const headers = { ...user.headers, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ identifyId: user.key, propertyKeys: ['AP-1'], score: 'high', nope: 1 });
  const answer = await fetch(user.url, { method: user.method, headers, body });
  const { page, wrong, close } = await openPage(browser);
  await page.goto(box.page(`?open=${answer.headers.get('X-Mock-Exchange')}`));
  await page.locator('#diagnosis h3', { hasText: '2 problems, 1 of them refused it' }).waitFor();
  assert.equal(await page.locator('.problem.refused').count(), 1);
  assert.equal(await page.locator('.problem.passed').count(), 1);
  assert.equal(await page.locator('.line.marked.bad').count(), 1);
  assert.equal(await page.locator('.line.marked.warn').count(), 1);

  await fetch(`${box.url}/faults`, { method: 'POST', body: `{"kind":"status","status":503,"times":1}` });
  const faulted = await fetch(user.url, { headers: user.headers });
  await page.goto(box.page(`?open=${faulted.headers.get('X-Mock-Exchange')}`));
  const said = await page.locator('#diagnosis').innerText();
  assert.match(said, /armed fault/);
  assert.doesNotMatch(said, /corrected|put right/);
  assert.deepEqual(wrong, []);
  await close();
});

test('Clock_MovedOn_SaysHowFarAndComesBack', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  await page.goto(box.page('faults'));
  await page.click('text=+1 day');
  await page.locator('#offset', { hasText: /^1 day.* ahead of real time/ }).waitFor();
  await page.click('#real');
  await page.locator('#offset', { hasText: 'Real time.' }).waitFor();
  const { now } = await (await fetch(`${box.url}/clock`)).json();
  assert.ok(Math.abs(Date.parse(now) - Date.now()) < 60_000);
  assert.deepEqual(wrong, []);
  await close();
});

test('Rules_MismatchAndFilter_AreInTheTable', async () => {
  const { page, wrong, close } = await openPage(browser);
  await page.goto(`${mock.base}/_mock/rules`);
  await page.fill('#field', 'identifyId');
  const row = page.locator('.rules tbody tr').first();
  await page.waitForFunction(() => document.querySelectorAll('.rules tbody tr').length === 1);
  assert.match(await row.innerText(), /mismatch/);
  await page.fill('#field', '');
  assert.ok((await page.locator('.other').count()) > 3, 'other operations than the update');
  assert.deepEqual(wrong, []);
  await close();
});

test('Sandbox_Reset_IsBesideTheSwitchAndStartsAfresh', async () => {
  const box = await newBox(mock);
  const user = await userOf(box, mock.vendors[0]);
  await fetch(user.url, { headers: user.headers });
  const { page, wrong, close } = await openPage(browser);
  page.on('dialog', dialog => dialog.accept());
  await page.goto(box.page(''));
  await page.waitForSelector('#exchanges > li');
  await page.click('#reset');
  await page.locator('text=Nothing yet.').waitFor();
  assert.deepEqual(wrong, []);
  await close();
});

test('Traffic_RequestToAWrongBaseAddress_IsShownUntilCleared', async () => {
  const box = await newBox(mock);
  const { page, wrong, close } = await openPage(browser);
  await page.goto(box.page(''));
  await page.waitForSelector(ready.traffic);
  const missed = page.locator('#misaddressed');
  assert.equal(await missed.isVisible(), false);
  const vendor = mock.vendors[0];
  await fetch(`${new URL(vendor.prefixUrl).origin}/${vendor.slug}x/v1/users/1`);
  await missed.locator(`text=Did you mean /${vendor.slug}/v1/users/1?`).waitFor();
  await page.locator('button', { hasText: 'Clear' }).click();
  await missed.waitFor({ state: 'hidden' });
  assert.deepEqual(wrong, []);
  await close();
});
