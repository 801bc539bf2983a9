// What growth costs the PX update: sandboxes, changed users, population, a minute of load. `make bench-growth`; wrk
// only. A grown server is measured in turns with an empty one, on the same 1000 users.
import { resolve } from 'node:path';
import { call } from '../scripts/call.mjs';
import { generator, load } from './load.mjs';
import { machine } from './machine.mjs';
import { open as begin, resident, stop } from './process.mjs';
import { updateOf } from './requests.mjs';
import { built, ours } from './servers.mjs';

if (generator !== 'wrk') {
  console.error('wrk is needed: it sends each request to another user (apt-get install wrk).');
  process.exit(2);
}
const [boxes, changed, few, turns, seconds] = [10_000, 1_000_000, 1000, 3, 4];
const root = resolve(import.meta.dirname, '../..');
const update = updateOf('gainsight-px', root);
const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
const mb = bytes => `${(bytes / 1e6).toFixed(0)} MB`;
const say = line => console.error(line);
const rows = [];
const row = (what, result, bar) => {
  rows.push(`| ${what} | ${result} | ${bar} |`);
  say(`${what}: ${result}`);
};

async function open(population = changed) {
  const server = ours('', built, ['--population', String(population)]);
  const opened = await begin(server, update);
  await server.settle(opened, update);
  return opened;
}

const put = (server, more, time = seconds) =>
  load(server.url, update, { seconds: time, more: { KEY: update.key, ...more } });

async function compare(what, empty, grown, more = {}) {
  const of = { empty: [], grown: [] };
  for (let turn = 0; turn < turns; turn++) {
    of.empty.push((await put(empty, { KEYS: few })).perSecond);
    const there = await put(grown, { KEYS: few, ...more });
    of.grown.push(there.perSecond);
    if (there.failed > 0) throw new Error(`${there.failed} of ${there.requests} requests failed.`);
  }
  row(
    what,
    `${median(of.grown).toFixed(0)} requests/s, ${(median(of.grown) / median(of.empty)).toFixed(2)} of the empty server's ${median(of.empty).toFixed(0)}`,
    'at least 0.90',
  );
}

const empty = await open();
await put(empty, { KEYS: few });

const crowded = await open();
await put(crowded, { KEYS: few });
let made = 0;
await Promise.all(
  Array.from({ length: 16 }, async () => {
    for (let box; (box = made++) < boxes;) {
      const answer = await call(
        false,
        'POST',
        `${crowded.base}/_mock/sandboxes`,
        JSON.stringify({ name: `box-${box}`, rateLimits: false }),
      );
      if (answer.status !== 201) throw new Error(`No sandbox: ${answer.status} ${answer.text}`);
    }
  }),
);
await compare(`${boxes.toLocaleString('en')} sandboxes exist`, empty, crowded);
await compare(`${boxes.toLocaleString('en')} sandboxes, each request in the next one`, empty, crowded, {
  BOXES: boxes,
});
await stop(crowded.running);

const full = await open();
await put(full, { KEYS: few });
const before = resident(full.running.pid);
for (let sent = 0; sent < changed * 1.01;) {
  const { requests, failed } = await put(full, { KEYS: changed, FROM: sent }, 10);
  if (failed > 0) throw new Error(`${failed} of ${requests} requests failed.`);
  sent += requests;
  say(`  ${sent} requests, ${mb(resident(full.running.pid))}`);
}
const size = (await call(false, 'GET', full.url, undefined, update.headers)).text.length;
const each = (resident(full.running.pid) - before) / changed;
row(
  'resident bytes a changed user',
  `${each.toFixed(0)}, ${(each / size).toFixed(2)} of its JSON (${size} bytes)`,
  'below 3',
);
await compare(`${changed.toLocaleString('en')} users changed`, empty, full);
await compare(`${changed.toLocaleString('en')} users changed, each request to the next of them`, empty, full, {
  KEYS: changed,
});
await stop(full.running);
await stop(empty.running);

for (const population of [10, 1_000_000_000]) {
  const took = [],
    held = [];
  for (let turn = 0; turn < 5; turn++) {
    const server = await open(population);
    took.push(server.took);
    held.push(resident(server.running.pid));
    await stop(server.running);
  }
  row(
    `\`--population ${population}\``,
    `${median(took).toFixed(0)} ms to the first 2xx, ${mb(median(held))}`,
    'the same',
  );
}

const minute = await open();
await load(minute.url, update, { seconds: 60 });
row('resident after 60 s of full load', mb(resident(minute.running.pid)), 'below 120 MB');
await stop(minute.running);

console.log(['| | measured | bar |', '|---|---|---|', ...rows, '', machine()].join('\n'));
