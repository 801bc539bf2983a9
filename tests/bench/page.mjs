// A thousand requests a second with the Traffic page open and without, `--seconds 60` each: what the page costs the
// server, and whether it stays usable.
import { Agent } from 'node:http';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { call } from '../scripts/call.mjs';
import { options } from '../scripts/options.mjs';
import { openPage, startBrowser } from '../pages/mock.mjs';
import { machine } from './machine.mjs';
import { cpu, open, stop } from './process.mjs';
import { updateOf } from './requests.mjs';
import { built, ours } from './servers.mjs';

const RATE = 1000,
  EVERY = 10;
const { seconds: SECONDS } = options({ seconds: 60 });
const root = resolve(import.meta.dirname, '../..');
const update = updateOf('gainsight-px', root);
const server = ours('', built);
const opened = await open(server, update);
const { running } = opened;
await server.settle(opened, update);
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

async function load(seconds) {
  const all = [];
  const began = performance.now();
  const before = cpu(running.pid);
  for (let due = 0; performance.now() - began < seconds * 1000; await pause(EVERY)) {
    for (; due < ((performance.now() - began) * RATE) / 1000; due++)
      all.push(call(agent, update.method, opened.url, update.body, update.send));
  }
  const answers = await Promise.all(all);
  const took = answers.map(a => a.completed - a.invoked).sort((a, b) => a - b);
  return {
    rate: answers.filter(a => a.status >= 200 && a.status < 300).length / ((performance.now() - began) / 1000),
    cpu: ((cpu(running.pid) - before) * 1e6) / answers.length,
    p50: took[took.length >> 1],
    p99: took[Math.floor(took.length * 0.99)],
  };
}

const show = (name, r, rest = '') =>
  console.log(
    `| ${name} | ${r.rate.toFixed(0)} | ${r.cpu.toFixed(0)} µs | ${r.p50.toFixed(2)} ms | ${r.p99.toFixed(1)} ms | ${rest} |`,
  );
const browser = await startBrowser();
try {
  await load(10);
  console.log(
    '| the page is | answered a second | server CPU a request | p50 | p99 | the page |\n|---|---|---|---|---|---|',
  );
  show('closed', await load(SECONDS));
  const { page, close } = await openPage(browser);
  await page.goto(`${opened.base}/`);
  await page.waitForSelector('.live.on');
  const [result, used] = await Promise.all([
    load(SECONDS),
    (async () => {
      await pause((SECONDS - 10) * 1000);
      const began = performance.now();
      await page.locator('#exchanges > li a').first().click({ timeout: 8000 });
      await page.waitForSelector('#exchange-title', { timeout: 8000 });
      const opens = performance.now() - began;
      return {
        opens,
        rows: await page.locator('#exchanges > li').count(),
        heap: await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6),
      };
    })(),
  ]);
  show(
    'open',
    result,
    `${used.rows} rows, ${used.heap.toFixed(0)} MB heap, an exchange opens in ${used.opens.toFixed(0)} ms`,
  );
  await close();
  show('closed again', await load(SECONDS));
  console.log(`\n${RATE} requests a second for ${SECONDS} s, ${update.method} ${update.template}. ${machine()}`);
} finally {
  await browser.close();
  agent.destroy();
  await stop(running);
}
