// A thousand requests a second with the Traffic page open and without: what the page costs the server, and whether it stays usable.
import { join, resolve } from 'node:path';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { openPage, startBrowser } from '../pages/mock.mjs';
import { machine } from './machine.mjs';
import { cpu, first2xx, start, stop } from './process.mjs';
import { updateOf } from './requests.mjs';
import { ours } from './servers.mjs';

const RATE = 1000, SECONDS = Number(process.argv[2] ?? 60), EVERY = 10;
const root = resolve(import.meta.dirname, '../..');
const update = updateOf('gainsight-px', root);
const server = ours('', ['dotnet', join(root, 'src/MockUserApis/bin/Release/net10.0/mock-user-apis.dll')]);
const opened = await server.open(update);
const running = start(opened.command, opened);
await first2xx(running, opened.url, update, performance.now());
await server.settle(opened, update);
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

const send = () => new Promise(done => {
  const began = performance.now();
  const sent = request(opened.url, { method: update.method, agent, headers: { ...update.send, 'content-length': Buffer.byteLength(update.body) } }, answer => answer.resume().on('end', () => done({ ok: answer.statusCode < 300, took: performance.now() - began })));
  sent.on('error', () => done({ ok: false, took: 0 }));
  sent.end(update.body);
});

async function load(seconds) {
  const all = [];
  const began = performance.now();
  const before = cpu(running.pid);
  for (let due = 0; performance.now() - began < seconds * 1000; await pause(EVERY)) {
    for (; due < (performance.now() - began) * RATE / 1000; due++) all.push(send());
  }
  const answers = await Promise.all(all);
  const took = answers.map(a => a.took).sort((a, b) => a - b);
  return { rate: answers.filter(a => a.ok).length / ((performance.now() - began) / 1000), cpu: (cpu(running.pid) - before) * 1e6 / answers.length, p50: took[took.length >> 1], p99: took[Math.floor(took.length * 0.99)] };
}

const show = (name, r, rest = '') => console.log(`| ${name} | ${r.rate.toFixed(0)} | ${r.cpu.toFixed(0)} µs | ${r.p50.toFixed(2)} ms | ${r.p99.toFixed(1)} ms | ${rest} |`);
const browser = await startBrowser();
try {
  await load(10);
  console.log('| the page is | answered a second | server CPU a request | p50 | p99 | the page |\n|---|---|---|---|---|---|');
  show('closed', await load(SECONDS));
  const { page, close } = await openPage(browser);
  await page.goto(`${opened.base}/`);
  await page.waitForSelector('.live.on');
  const [result, used] = await Promise.all([load(SECONDS), (async () => {
    await pause((SECONDS - 10) * 1000);
    const began = performance.now();
    await page.locator('#exchanges > li a').first().click({ timeout: 8000 });
    await page.waitForSelector('#exchange-title', { timeout: 8000 });
    const opens = performance.now() - began;
    return { opens, rows: await page.locator('#exchanges > li').count(), heap: await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6) };
  })()]);
  show('open', result, `${used.rows} rows, ${used.heap.toFixed(0)} MB heap, an exchange opens in ${used.opens.toFixed(0)} ms`);
  await close();
  show('closed again', await load(SECONDS));
  console.log(`\n${RATE} requests a second for ${SECONDS} s, ${update.method} ${update.template}. ${machine()}`);
} finally {
  await browser.close();
  agent.destroy();
  await stop(running);
}
