// Half of what the server can do, for as long as asked, with sandboxes that come and go, faults and resets; prints the
// server's memory every minute. `make soak ARGS="--minutes 30"`. Exits 1 when memory grew after the first five minutes
// (the first third of a short run), or when the answers are not what was asked for. `ARGS="--requests 1000000"` sends
// so many, counted here, and holds assertions on their numbers against it: see exact.mjs.
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { resident } from '../bench/process.mjs';
import { updateOf } from '../bench/requests.mjs';
import { start } from '../cluster/nodes.mjs';
import { options, refuse } from '../scripts/options.mjs';

const { minutes, requests, store } = options({ minutes: 30, requests: 0, store: '' });
if (requests > 0) process.exit(await (await import('./exact.mjs')).exact(process.argv[2], requests, store));
if (minutes < 2)
  refuse(`--minutes is "${minutes}". Give 2 or more: memory is compared with what it was in the first minute.`);
const settle = Math.min(5, Math.ceil(minutes / 3));
// Faults, and reads of a user whose update a fault swallowed, are less than this.
const LEAST_SUCCESS = 0.98;
// Sandboxes that nobody drops live so long. In the first minute there must be as many of them as later.
const TTL = 30;
const node = await start(process.argv[2], null, '--rate-limits', 'off', '--journal-bytes', '1MiB');
const { server, vendors, base, call } = node;
let served = 0,
  succeeded = 0,
  failed = 0,
  broken = 0,
  lost = 0;

// The calls of one user: the update with the spec's own body, and each GET that such a user can be asked by.
const KEY = 'soak-key';
const calls = vendors.map(vendor => {
  const update = updateOf(vendor.slug, resolve(import.meta.dirname, '../..'), KEY);
  const body = JSON.parse(update.body);
  // Some vendors give an e-mail to one user only.
  if ('email' in body) body.email = `${KEY}@example.com`;
  const reads = vendor.operations
    .filter(o => o.method === 'GET')
    .map(o => (o.path.endsWith('/search/') ? `${o.path}?email=${KEY}@example.com` : o.path))
    .map(path => path.replace(/\{[^}]+\}/.exec(update.template)[0], KEY))
    .filter(path => !path.includes('{'));
  return [
    { method: update.method, path: update.path, body: JSON.stringify(body) },
    ...reads.map(path => ({ method: 'GET', path })),
  ];
});

async function control(method, url, body) {
  const answer = await call(method, url, body);
  if (!(answer.status >= 200 && answer.status < 300))
    throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`);
  return answer.text;
}

async function client(number) {
  while (performance.now() < end) {
    const made = JSON.parse(
      await control(
        'POST',
        `${base}/_mock/sandboxes`,
        JSON.stringify({ population: 100000, rateLimits: false, ttl: `PT${TTL}S` }),
      ),
    );
    const box = `${base}/_mock/sandboxes/${made.name}`;
    const resets = number % 4 === 0;
    if (resets) await control('POST', `${box}/faults`, '{"kind":"reset","rate":0.01}');
    if (number % 4 === 1) await control('POST', `${box}/faults`, '{"kind":"status","status":503,"rate":0.01}');
    const until = Math.min(end, performance.now() + (TTL - 5) * 1000);
    for (let i = 0; i < 400 && performance.now() < until; i++) {
      const at = (i + number) % vendors.length;
      // Volt MX has numbers for keys.
      const key = vendors[at].slug === 'volt-mx' ? String(900000 + i) : `soak-${i}`;
      const started = performance.now();
      await control('PUT', `${box}/users/${vendors[at].slug}/${key}`, '{}');
      for (const { method, path, body } of calls[at]) {
        const answer = await call(
          method,
          vendors[at].url + path.replaceAll(KEY, key),
          body?.replaceAll(KEY, key),
          made.credentials[vendors[at].slug].headers,
        );
        served++;
        if (answer.status === 0) resets ? broken++ : lost++;
        else if (answer.status === 500) failed++;
        else if (answer.status >= 200 && answer.status < 300) succeeded++;
      }
      if (i === 200) await control('POST', `${box}/reset`);
      // As long idle as busy: half of what it can do.
      await pause(performance.now() - started);
    }
    if (number % 3 !== 0) await control('DELETE', box);
  }
}

const end = performance.now() + minutes * 60_000;
const clients = Array.from({ length: 8 }, (_, i) => client(i));
const figures = [],
  loads = [];
for (let minute = 1; minute <= minutes; minute++) {
  const before = served;
  await pause(60_000);
  figures.push(resident(server.pid) / 2 ** 20);
  loads.push(served - before);
  console.log(
    `minute ${minute}: ${figures.at(-1).toFixed(0)} MiB, ${served} requests, ${succeeded} answers of 2xx, ${failed} of 500, ${broken} broken by faults, ${lost} without an answer`,
  );
}

await Promise.all(clients);
await node.stop();
const compared = list => [Math.max(...list.slice(0, settle)), Math.max(...list.slice(settle))];
const [early, late] = compared(figures);
// Sandboxes that nobody drops are as many as their clients can make within their ttl.
const [load, lateLoad] = compared(loads);
const busier =
  lateLoad > load * 1.15
    ? ` So is the load: ${load} requests a minute, then ${lateLoad}. Repeat it while nothing else runs here.`
    : '';
const answered = served - broken - lost;
const wrong = [
  late > early * 1.15 &&
    `Not flat: ${early.toFixed(0)} MiB in the first ${settle} minutes, ${late.toFixed(0)} MiB later.${busier}`,
  failed > 0 && `${failed} answers of 500.`,
  lost > 0 && `${lost} requests without an answer, and no fault that explains it.`,
  !(succeeded >= answered * LEAST_SUCCESS) &&
    `Only ${succeeded} of ${answered} answers were 2xx: this is a load of refusals.`,
  broken === 0 && 'No fault broke a connection.',
].filter(Boolean);
console.log(wrong.join('\n') || 'Flat.');
process.exit(wrong.length === 0 ? 0 : 1);
