import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { curl, openPage, ready, startBrowser, startMock, userOf } from "./mock.mjs";

let mock;
let browser;

before(async () => { [mock, browser] = await Promise.all([startMock(), startBrowser()]); });
after(async () => { await browser?.close(); await mock?.stop(); });

test("Traffic_BadRequestThenItsCorrectedCurl_AppearsWithoutReloadAndTurnsGreen", async () => {
  const vendor = mock.vendors[0];
  const user = await userOf(mock, vendor);
  const { page, wrong, close } = await openPage(browser);
  await page.goto(`${mock.base}/`);
  await page.waitForSelector(".live.on");
  const headers = Object.entries(user.headers).map(([n, v]) => `-H '${n}: ${v}'`).join(" ");
  await curl(`curl -X ${user.method} ${headers} -H 'Content-Type: application/json' -d '{"score":"high"}' '${user.url}'`);

  const row = page.locator("#exchanges > li").first();
  await row.locator("text=/40\\d|422/").waitFor();
  await row.locator("a").click();
  await page.waitForSelector("#diagnosis .pointer");
  assert.match(await page.locator("#diagnosis .pointer").first().innerText(), /^\//);
  assert.ok(await page.locator(".line.marked").count() > 0, "the body marks the place");
  await page.click("#copy-corrected");
  const corrected = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(await curl(corrected), /^HTTP\/1.1 20\d/);

  const green = page.locator("#exchanges > li").first();
  await green.locator(".badge.good").waitFor();
  await green.locator("a").click();
  await page.waitForSelector(".calm, #diff");
  assert.deepEqual(wrong, []);
  await close();
});

// The value with the text in the place of every string in it, save those whose form is checked: addresses, numbers, dates.
const spoilt = (value, text) => typeof value === "string" ? (/@|^\+?\d|:\/\//.test(value) ? value : text) : Array.isArray(value) ? value.map((v) => spoilt(v, text))
  : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([n, v]) => [n, spoilt(v, text)])) : value;

test("EveryPage_MarkupInUsersPathsAndBodies_StaysText", async () => {
  const evil = `<script>window.hit=1</script><img src=x onerror="window.hit=1">`;
  const { page, wrong, close } = await openPage(browser);
  for (const vendor of mock.vendors) {
    const user = await userOf(mock, vendor);
    const address = `${mock.base}/_mock/sandboxes/default/users/${vendor.slug}/${encodeURIComponent(user.key)}`;
    let accepted = 0;
    const shown = await (await fetch(address)).json();
    for (const [name, value] of [shown, ...Object.values(shown).filter((v) => v && typeof v === "object")].flatMap((o) => Object.entries(o))) {
      const put = JSON.stringify({ [name]: spoilt(value, evil) });
      if (put.includes("window.hit") && (await fetch(address, { method: "PATCH", body: put })).ok) accepted++;
    }
    assert.ok(accepted > 0, `${vendor.slug} takes markup in some field`);
    assert.match(await (await fetch(address)).text(), /script>/, `${vendor.slug} shows what it took`);
    const answer = await fetch(user.url + `?q=${encodeURIComponent(evil)}`, { method: user.method, headers: { ...user.headers, "Content-Type": "application/json", "X-Evil": evil }, body: JSON.stringify({ [evil]: evil, score: evil }) });
    const id = answer.headers.get("X-Mock-Exchange");
    for (const path of [`?open=${id}`, `users?vendor=${vendor.slug}`, `?q=${encodeURIComponent(evil)}`, `users?vendor=${vendor.slug}&key=${encodeURIComponent(user.key)}`, `users?vendor=${vendor.slug}&key=${encodeURIComponent(evil)}`, `coverage?vendor=${vendor.slug}`, `rules?vendor=${vendor.slug}#${encodeURIComponent(evil)}`]) {
      await page.goto(`${mock.base}/_mock/${path}`);
      await page.waitForSelector("#page > *");
      await page.waitForTimeout(300);
      assert.equal(await page.evaluate(() => window.hit), undefined, path);
      assert.equal(await page.evaluate(() => document.querySelectorAll("#page script, #page img").length), 0, path);
      if (path.includes("key=")) assert.match(await page.locator("#page").innerText(), /<script>/, path);
    }
  }
  assert.deepEqual(wrong.filter((w) => !/404/.test(w)), []);
  await close();
});

test("UsersFaultsClock_UsedByHand_DoWhatTheySay", async () => {
  const { page, wrong, close } = await openPage(browser);
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(`${mock.base}/_mock/users`);
  await page.locator(".people a").nth(2).click();
  await page.locator(".detail summary").click();
  const text = await page.locator("#json").inputValue();
  const before = JSON.parse(text);
  const field = Object.keys(before).find((n) => /^(firstName|first_name|name|score)$/i.test(n)) ?? Object.keys(before).find((n) => typeof before[n] === "object" && before[n] !== null);
  const value = typeof before[field] === "number" ? 77 : typeof before[field] === "string" ? "Ada" : before[field];
  await page.locator("#json").fill(JSON.stringify({ ...before, [field]: value }, null, 2));
  await page.click("#save");
  await page.locator("#toast.on").waitFor();
  assert.match(await page.locator("#toast").innerText(), /saved/);

  await page.goto(`${mock.base}/_mock/faults`);
  await page.click("#arm");
  await page.locator("text=status 503").waitFor();
  const user = await userOf(mock, mock.vendors[0]);
  assert.equal((await fetch(user.url, { headers: user.headers })).status, 503);
  await page.locator("button:has-text('Disarm')").first().click();
  await page.locator("text=Nothing is armed.").waitFor();
  await page.click("#freeze");
  await page.locator(".badge:has-text('frozen')").waitFor();
  await page.click("#freeze");
  await page.locator(".badge:has-text('running')").waitFor();
  assert.deepEqual(wrong, []);
  await close();
});

test("ApiDocs_TryItOut_IsAnsweredByThisMock", async () => {
  const { page, wrong, close } = await openPage(browser);
  await page.goto(`${mock.base}/_mock/docs`);
  await page.locator(".opblock.opblock-get .opblock-summary-control").first().click();
  await page.locator(".opblock .execute").first().click();
  await page.locator(".live-responses-table .response-col_status").first().waitFor();
  assert.doesNotMatch(await page.locator(".live-responses-table").first().innerText(), /\b40[13]\b/);
  assert.deepEqual(wrong.filter((w) => !/40\d|422/.test(w)), []);
  await close();
});

test("Traffic_UnderLoad_StaysBoundedAndUsable", async () => {
  const { page, close } = await openPage(browser);
  await fetch(`${mock.base}/_mock/sandboxes/default/limits/${mock.vendors[0].slug}`, { method: "PUT", body: `{"enabled":false}` });
  await page.goto(`${mock.base}/_mock/`);
  await page.waitForSelector(".live.on");
  const user = await userOf(mock, mock.vendors[0]);
  const end = Date.now() + 3000;
  await Promise.all(Array.from({ length: 8 }, async () => { while (Date.now() < end) await (await fetch(user.url, { headers: user.headers })).arrayBuffer(); }));
  const started = Date.now();
  await page.selectOption("select[aria-label='Status']", "4");
  assert.ok(Date.now() - started < 10_000, "the page answers");
  await page.selectOption("select[aria-label='Status']", "");
  assert.ok(await page.locator("#exchanges > li").count() <= 200);
  await close();
});

// 300 ms on a quiet machine is the aim, and what is printed; a busy one may take longer without anything being wrong.
test("Traffic_Opened_PaintsSoon", async (t) => {
  const { page, close } = await openPage(browser);
  const paints = [];
  for (let i = 0; i < 5; i++) {
    await page.goto(`${mock.base}/_mock/`);
    await page.waitForSelector(ready.traffic);
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime));
  }
  t.diagnostic(`first paint after ${Math.round(Math.min(...paints))} ms`);
  assert.ok(Math.min(...paints) < 3000, paints.join(", "));
  await close();
});
