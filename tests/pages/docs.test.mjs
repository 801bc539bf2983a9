// API docs: each operation is opened and sent as it stands there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newBox, openPage, startBrowser, startMock } from './mock.mjs';

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

// The example is filled in just after an operation opens; a click in that moment can be lost, so it is repeated.
async function send(operation) {
  const status = operation.locator('.live-responses-table .response .response-col_status').first();
  for (let left = 4; ; left--) {
    await operation.locator('.execute').click();
    try {
      await status.waitFor({ timeout: 3000 });
      return status;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

test('ApiDocs_EveryOperationAsItOpens_SucceedsAndFitsATelephone', async () => {
  const { page, wrong, close } = await openPage(browser, { viewport: { width: 390, height: 844 } });
  for (const vendor of mock.vendors) {
    const box = await newBox(mock, { rateLimits: false });
    await page.goto(box.page(`docs?vendor=${vendor.slug}`));
    const operations = page.locator('.opblock');
    await operations.first().waitFor();
    assert.equal(await operations.count(), vendor.operations.length, vendor.slug);
    for (let i = 0; i < vendor.operations.length; i++) {
      const operation = operations.nth(i);
      const what = `${vendor.slug}, ${(await operation.locator('.opblock-summary').innerText()).replaceAll('\n', ' ')}`;
      // As it opens, and not behind another operation that deleted what it is about.
      await fetch(`${box.url}/reset`, { method: 'POST' });
      await operation.locator('.opblock-summary-control').click();
      const status = await send(operation);
      assert.match(await status.innerText(), /^20\d/, what);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${what}: ${wide} pixels wider than the screen`);
      await operation.locator('.opblock-summary-control').click();
    }
  }

  assert.deepEqual(wrong, []);
  await close();
});
