import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { openPage, startBrowser, startMock, userOf } from "./mock.mjs";
import { shoot } from "./shots.mjs";

const run = promisify(execFile);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const names = ["", "users", "faults", "coverage", "rules", "docs"];
let mock;
let browser;

before(async () => { [mock, browser] = await Promise.all([startMock(), startBrowser()]); });
after(async () => { await browser?.close(); await mock?.stop(); });

const ready = {
  "": "#exchanges > li, .nothing .empty", users: ".people > li", faults: ".clock-now", coverage: ".operation", rules: ".ledger > li", docs: ".opblock",
};
const waitFor = (page, name) => page.waitForSelector(ready[name]);
const curlOf = async (line) => (await run("bash", ["-c", `${line} -s`])).stdout;

test("A bad request appears without a reload, says its field at fault, and its corrected curl turns it green", async () => {
  const vendor = mock.vendors[0];
  const user = await userOf(mock, vendor);
  const { page, wrong, close } = await openPage(browser);
  await page.goto(`${mock.base}/`);
  await page.waitForSelector(".live.on");
  const headers = Object.entries(user.headers).map(([n, v]) => `-H '${n}: ${v}'`).join(" ");
  await curlOf(`curl -X ${user.method} ${headers} -H 'Content-Type: application/json' -d '{"score":"high"}' '${user.url}'`);

  const row = page.locator("#exchanges > li").first();
  await row.locator("text=/40\\d|422/").waitFor();
  await row.locator("a").click();
  await page.waitForSelector("#diagnosis .pointer");
  assert.match(await page.locator("#diagnosis .pointer").first().innerText(), /^\//);
  assert.ok(await page.locator(".line.marked").count() > 0, "the body marks the place");
  await page.click("#copy-corrected");
  const corrected = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(await curlOf(corrected), /^HTTP\/1.1 20\d/);

  const green = page.locator("#exchanges > li").first();
  await green.locator(".badge.good").waitFor();
  await green.locator("a").click();
  await page.waitForSelector(".calm, #diff");
  assert.deepEqual(wrong, []);
  await close();
});

test("Every page draws itself without an error, and no serious accessibility violation", async () => {
  const { page, wrong, close } = await openPage(browser, { bypassCSP: true });
  for (const name of names) {
    await page.goto(`${mock.base}/_mock/${name}`);
    await waitFor(page, name);
    const found = await violations(page);
    assert.deepEqual(found, [], `/_mock/${name}`);
  }
  assert.deepEqual(wrong, []);
  await close();
});

async function violations(page) {
  await page.evaluate(axe);
  const options = { exclude: [["#swagger"]] };
  const { violations } = await page.evaluate((o) => window.axe.run(o), options);
  return violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(" | ")}`);
}

test("Markup in a user, a path and a body stays text", async () => {
  const evil = `<script>window.hit=1</script><img src=x onerror="window.hit=1">`;
  const { page, wrong, close } = await openPage(browser);
  for (const vendor of mock.vendors) {
    const user = await userOf(mock, vendor);
    const shown = await (await fetch(`${mock.base}/_mock/sandboxes/default/users/${vendor.slug}/${encodeURIComponent(user.key)}`)).json();
    const strings = Object.fromEntries(Object.entries(shown).filter(([n, v]) => typeof v === "string" && v !== user.key && !/id$|date|mail|type|gender|phone|At$/i.test(n)).map(([n]) => [n, evil]));
    await fetch(`${mock.base}/_mock/sandboxes/default/users/${vendor.slug}/${encodeURIComponent(user.key)}`, { method: "PUT", body: JSON.stringify(strings) });
    const answer = await fetch(user.url + `?q=${encodeURIComponent(evil)}`, { method: user.method, headers: { ...user.headers, "Content-Type": "application/json", "X-Evil": evil }, body: JSON.stringify({ [evil]: evil, score: evil }) });
    const id = answer.headers.get("X-Mock-Exchange");
    for (const path of [`?open=${id}`, `?q=${encodeURIComponent(evil)}`, `users?vendor=${vendor.slug}&key=${encodeURIComponent(user.key)}`, `users?vendor=${vendor.slug}&key=${encodeURIComponent(evil)}`, `coverage?vendor=${vendor.slug}`, `rules?vendor=${vendor.slug}#${encodeURIComponent(evil)}`]) {
      await page.goto(`${mock.base}/_mock/${path}`);
      await page.waitForSelector("#page > *");
      await page.waitForTimeout(300);
      assert.equal(await page.evaluate(() => window.hit), undefined, path);
      assert.equal(await page.evaluate(() => document.querySelectorAll("#page script, #page img").length), 0, path);
    }
  }
  assert.deepEqual(wrong.filter((w) => !/404/.test(w)), []);
  await close();
});

test("A user is edited and saved, a fault armed and disarmed, the clock frozen", async () => {
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

test("API docs send to this mock with the credential, and Swagger UI keeps the policy", async () => {
  const { page, wrong, close } = await openPage(browser);
  await page.goto(`${mock.base}/_mock/docs`);
  await page.locator(".opblock.opblock-get .opblock-summary-control").first().click();
  await page.locator(".opblock .execute").first().click();
  await page.locator(".live-responses-table .response-col_status").first().waitFor();
  assert.doesNotMatch(await page.locator(".live-responses-table").first().innerText(), /\b40[13]\b/);
  assert.deepEqual(wrong.filter((w) => !/40\d|422/.test(w)), []);
  await close();
});

test("A thousand exchanges a second leave the page usable and its list bounded", async () => {
  const { page, close } = await openPage(browser);
  await fetch(`${mock.base}/_mock/sandboxes/default/limits/${mock.vendors[0].slug}`, { method: "PUT", body: `{"enabled":false}` });
  await page.goto(`${mock.base}/_mock/`);
  await page.waitForSelector(".live.on");
  const user = await userOf(mock, mock.vendors[0]);
  const end = Date.now() + 3000;
  await Promise.all(Array.from({ length: 8 }, async () => { while (Date.now() < end) await (await fetch(user.url, { headers: user.headers })).arrayBuffer(); }));
  const started = Date.now();
  await page.selectOption("select[aria-label='Status']", "4");
  assert.ok(Date.now() - started < 1000, "the page answers");
  await page.selectOption("select[aria-label='Status']", "");
  assert.ok(await page.locator("#exchanges > li").count() <= 200);
  await close();
});

test("Traffic paints within 300 ms", async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${mock.base}/_mock/`);
  await waitFor(page, "");
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  assert.ok(paint < 300, `first paint after ${paint} ms`);
  await close();
});

test("Screenshots: nothing is wider than its screen", async () => {
  const vendor = mock.vendors[0];
  const user = await userOf(mock, vendor);
  const call = async (method, body, headers = user.headers, url = user.url) => (await fetch(url, { method, headers: { ...headers, ...(body ? { "Content-Type": "application/json" } : {}) }, body })).headers.get("X-Mock-Exchange");
  await fetch(`${mock.base}/_mock/sandboxes/default/reset`, { method: "POST" });
  for (const v of mock.vendors) {
    const u = await userOf(mock, v);
    await call("GET", undefined, u.headers, u.url);
    await call(u.method, `{"frist_name":"Ada","tags":7}`, u.headers, u.url);
  }
  await call("GET", undefined, {});
  await call("GET", undefined, user.headers, `${user.url}-nobody`);
  await fetch(`${mock.base}/_mock/sandboxes/default/faults`, { method: "POST", body: `{"kind":"status","status":503,"times":1}` });
  await call("GET");
  await fetch(`${mock.base}/_mock/sandboxes/default/faults`, { method: "POST", body: `{"kind":"latency","delay":"PT2S","vendor":"${vendor.slug}","rate":0.25}` });
  await fetch(`${mock.base}/_mock/sandboxes/default/faults`, { method: "POST", body: `{"kind":"status","status":429,"times":3}` });
  const bad = await call(user.method, `{"score":"high","type":"LAED","firstName":null}`);
  await fetch(`${mock.base}/_mock/sandboxes/default/faults`, { method: "DELETE" });
  const refused = await call(user.method, `{"score":"high","type":"LAED","firstName":null}`);
  const diagnosis = await (await fetch(`${mock.base}/_mock/sandboxes/default/requests/${refused}`)).json();
  await curlOf(diagnosis.diagnosis.curl);
  const good = (await (await fetch(`${mock.base}/_mock/sandboxes/default/requests?view=summary`)).json()).at(-1).id;
  await fetch(`${mock.base}/_mock/sandboxes/default/faults`, { method: "POST", body: `{"kind":"latency","delay":"PT2S","vendor":"${vendor.slug}","rate":0.25}` });
  await fetch(`${mock.base}/_mock/sandboxes/default/faults`, { method: "POST", body: `{"kind":"status","status":429,"times":3}` });
  const pages = {
    traffic: "/_mock/", refused: `/_mock/?open=${refused}`, changed: `/_mock/?open=${good}`, faulted: `/_mock/?open=${bad}`, users: "/_mock/users", user: `/_mock/users?key=${encodeURIComponent(user.key)}`,
    faults: "/_mock/faults", coverage: "/_mock/coverage", rules: "/_mock/rules", docs: "/_mock/docs",
  };
  const wrong = await shoot(browser, mock.base, pages, async (page, name) => {
    await page.waitForSelector({ traffic: ready[""], user: ".j-key" }[name] ?? ready[name] ?? "#exchange-title");
    await page.waitForTimeout(100);
  });
  assert.deepEqual(wrong, []);
});
