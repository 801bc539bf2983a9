import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { curl, newBox, openPage, ready, startBrowser, startMock, userOf } from './mock.mjs';
import { isOurs, lights, shoot } from './shots.mjs';
import { opened } from './opened.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let mock;
let browser;
let box;
let pages;

before(async () => {
  mock = await startMock();
  browser = await startBrowser();
  box = await newBox(mock);
  pages = await stage();
});
after(async () => {
  await browser?.close();
  await mock?.stop();
});

const arm = fault => fetch(`${box.url}/faults`, { method: 'POST', body: JSON.stringify(fault) });

async function call(method, url, headers, body) {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  return answer.headers.get('X-Mock-Exchange');
}

// Something to look at: of every vendor a good and a bad request, a fault, a refusal and the same put right.
async function stage() {
  for (const vendor of mock.vendors) {
    const user = await userOf(box, vendor);
    await call('GET', user.url, user.headers);
    await call(user.method, user.url, user.headers, { frist_name: 'Ada', tags: 7 });
  }
  const [vendor] = mock.vendors;
  const user = await userOf(box, vendor);
  const wrong = { score: 'high', type: 'LAED', firstName: null };
  await call('GET', user.url, {});
  await call('GET', `${user.url}-nobody`, user.headers);
  await arm({ kind: 'status', status: 503, times: 1 });
  const faulted = await call('GET', user.url, user.headers);
  const refused = await call(user.method, user.url, user.headers, wrong);
  await curl((await (await fetch(`${box.url}/requests/${refused}`)).json()).diagnosis.curl);
  const changed = (await (await fetch(`${box.url}/requests?view=summary`)).json()).at(-1).id;
  await arm({ kind: 'latency', delay: 'PT2S', vendor: vendor.slug, rate: 0.25 });
  await arm({ kind: 'status', status: 429, times: 3 });
  // The tests only look: they share what is staged here.
  return {
    traffic: '',
    refused: `?open=${refused}`,
    changed: `?open=${changed}`,
    faulted: `?open=${faulted}`,
    users: 'data',
    user: `data?key=${encodeURIComponent(user.key)}`,
    faults: 'faults',
    coverage: 'coverage',
    rules: 'rules',
    docs: 'docs',
    ...Object.fromEntries(mock.vendors.map(v => [`docs-${v.slug}`, `docs?vendor=${v.slug}`])),
    unsaved: `data?key=${encodeURIComponent(user.key)}`,
    nobody: 'data?key=nobody',
    search: 'data?q=example',
    late: 'faults',
    kinds: 'rules?vendor=user-com',
    box: 'coverage',
  };
}

const settle = async (page, name) => {
  await page.waitForSelector(ready[name] ?? ready[opened[name]?.page ?? 'docs']);
  await (opened[name] ?? (name.startsWith('docs-') ? opened.operation : null))?.open(page);
  // A new row and a toast fade in: half-way they have too little contrast.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(a => a.finished)));
};

test('Pages_AtEveryWidthAndLight_FitTheScreen', async () => {
  assert.deepEqual(await shoot(browser, box.page, pages, settle), []);
});

test('Pages_WhereverTheyAreOpened_HaveOneFontBesideCode', async () => {
  const { page, close } = await openPage(browser);
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(box.page(path));
    await settle(page, name);
    assert.equal((await page.evaluate(fonts)).length, 2, name);
  }

  await close();
});

// The families of all text that shows.
function fonts() {
  const isText = node => node.nodeType === Node.TEXT_NODE && node.data.trim();
  const shown = [...document.querySelectorAll('main *')].filter(
    e => e.checkVisibility() && [...e.childNodes].some(isText),
  );
  return [...new Set([document.body, ...shown].map(e => getComputedStyle(e).fontFamily))];
}

for (const colorScheme of lights) {
  test(`Pages_In${colorScheme === 'dark' ? 'Dark' : 'Light'}_HaveNoSeriousAccessibilityViolation`, async () => {
    const { page, wrong, close } = await openPage(browser, { bypassCSP: true, colorScheme });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(box.page(path));
      await settle(page, name);
      assert.deepEqual(await violations(page), [], name);
    }
    assert.deepEqual(wrong.filter(isOurs), []);
    await close();
  });
}

async function violations(page) {
  await page.evaluate(axe);
  const { violations: all } = await page.evaluate(() => window.axe.run());
  return all
    .filter(v => ['serious', 'critical'].includes(v.impact))
    .map(
      v =>
        `${v.id}: ${v.nodes
          .slice(0, 3)
          .map(n => `${n.target} ${n.failureSummary}`)
          .join(' | ')}`,
    );
}
