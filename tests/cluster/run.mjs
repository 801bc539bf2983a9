// Three nodes on one database under mixed load; one node is killed and started anew, one connection of the database is
// cut. The history of what clients saw is checked: no acknowledged update lost or stale, no e-mail given twice, no
// limit exceeded, no fault fired more often than armed. `make cluster ARGS="--seconds 60 --seed 1"`; `--history FILE`
// keeps what clients saw. Exits 1 on a violation.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { options } from '../scripts/options.mjs';
import { count, judge } from './judge.mjs';
import { start, url } from './nodes.mjs';

const program = process.argv[2];
let { seconds, seed, history: file } = options({ seconds: 60, seed: 1, history: '' });
const store = `${process.env.MOCK_DATABASE}?schema=cluster&pool=12`;
const random = most => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return (seed >> 8) % most;
};

const nodes = await Promise.all([1, 2, 3].map(() => start(program, store)));
const any = () => {
  const alive = nodes.filter(n => n.alive);
  return alive[random(alive.length)];
};
const control = async (method, path, body) => {
  const node = any();
  const answer = await node.call(
    method,
    `${node.base}/_mock${path}`,
    body === undefined ? undefined : JSON.stringify(body),
  );
  if (answer.status === 0 || answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.text ? JSON.parse(answer.text) : null;
};
// What is set up must be set up: a node that has just gone is asked again elsewhere.
const arrange = async (method, path, body) => {
  for (let tries = 0; ; tries++)
    try {
      return await control(method, path, body);
    } catch (error) {
      if (tries === 20) throw error;
      await pause(100);
    }
};
const sandbox = async (name, limits) => (await arrange('POST', '/sandboxes', { name, rateLimits: limits })).credentials;
const started = performance.now();
const open = () => performance.now() - started < seconds * 1000;
const history = [],
  races = [],
  faults = [],
  windows = [],
  grants = [],
  odd = [];
let calls = 0,
  unsure = 0,
  number = 0;
// No client asks for what the server may fail at: `armed` is the status of a fault.
const send = async (slug, method, path, body, headers, armed) => {
  const node = any();
  const answer = await node.call(
    method,
    url(node, slug) + path,
    body === undefined ? undefined : JSON.stringify(body),
    headers,
  );
  calls++;
  if (!answer.sure) unsure++;
  else if (answer.status >= 500 && answer.status !== armed)
    odd.push(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
};

// Two fields of a user, written by different clients: a client that writes back more than its own field loses the
// other's.
const keys = Array.from({ length: 8 }, (_, i) => `user-${i}`);
const fields = ['city', 'region'];
async function users(headers) {
  while (open()) {
    const [key, field] = [keys[random(keys.length)], fields[random(2)]];
    if (random(3) > 0) {
      const value = `v${++number}`;
      const answer = await send('user-com', 'PUT', `/api/public/users-by-id/${key}/`, { [field]: value }, headers);
      if (answer.sure && answer.status !== 200) throw new Error(`update: ${answer.status} ${answer.text}`);
      history.push({ register: `${key}.${field}`, kind: 'write', value, ...answer, text: undefined });
    } else await read(key, headers, any());
  }
}

async function read(key, headers, node) {
  const answer = await node.call('GET', `${url(node, 'user-com')}/api/public/users-by-id/${key}/`, undefined, headers);
  // Each of these users was made before the load.
  if (answer.sure && answer.status !== 200) odd.push(`read of ${key}: ${answer.status} ${answer.text}`);
  if (answer.status !== 200) return answer.sure;
  for (const field of fields)
    history.push({
      register: `${key}.${field}`,
      kind: 'read',
      value: JSON.parse(answer.text)[field],
      ...answer,
      text: undefined,
    });
  return true;
}

// Four clients want the same e-mail at once: two for a new user, two for one that exists.
async function emails(headers) {
  for (let i = 0; open(); i++) {
    const body = { firstName: 'Ada', lastName: 'Example', country: 'India', email: `race-${i}@example.com` };
    const answers = await Promise.all(
      [0, 1, 2, 3].map(n =>
        n < 2
          ? send('volt-mx', 'POST', '/api/v1/audience', body, headers)
          : send('volt-mx', 'PUT', `/api/v1/audience/${1 + ((2 * i + n) % 900)}`, body, headers),
      ),
    );
    races.push({
      limit: 1,
      granted: answers.filter(a => a.status >= 200 && a.status < 300).length,
      unsure: answers.filter(a => !a.sure).length,
    });
    await pause(20);
  }
}

async function faulty(headers) {
  for (let i = 0; open(); i++) {
    const key = `fault-${i}`;
    // Asked again after an answer that never came, it might be armed twice: another key instead.
    try {
      await control('POST', '/sandboxes/faulty/faults', {
        vendor: 'user-com',
        key,
        kind: 'status',
        status: 502,
        times: 3,
      });
    } catch {
      continue;
    }
    const answers = await Promise.all(
      Array.from({ length: 9 }, () =>
        send('user-com', 'GET', `/api/public/users-by-id/${key}/`, undefined, headers, 502),
      ),
    );
    faults.push({
      limit: 3,
      granted: answers.filter(a => a.status === 502).length,
      unsure: answers.filter(a => !a.sure).length,
    });
    await pause(20);
  }
}

// The clock stands still: a window lets through just as many as it says, until the clock is moved past it.
async function windowed(headers) {
  for (let round = 0; open(); round++) {
    if (round > 0) await arrange('POST', '/sandboxes/windowed/clock', { advance: 'PT1H1S' });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => send('user-com', 'GET', '/api/public/users-by-id/1/', undefined, headers)),
    );
    windows.push({
      limit: 40,
      granted: answers.filter(a => a.sure && a.status !== 429).length,
      unsure: answers.filter(a => !a.sure).length,
    });
    await pause(50);
  }
}

async function bucketed(headers) {
  while (open()) {
    const answer = await send('user-com', 'GET', '/api/public/users-by-id/1/', undefined, headers);
    if (answer.sure && answer.status !== 429) grants.push({ invoked: answer.invoked, completed: answer.completed });
    else await pause(2);
  }
}

async function disturb() {
  await pause(seconds * 300);
  nodes[2].kill();
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s: one node killed`);
  await pause(seconds * 250);
  const cut = execFileSync(
    'psql',
    [
      process.env.MOCK_DATABASE,
      '-AtXc',
      `SELECT pg_terminate_backend(pid) FROM (
        SELECT pid FROM pg_stat_activity WHERE application_name = 'mock-user-apis' ORDER BY random() LIMIT 1) one`,
    ],
    { encoding: 'utf8' },
  ).trim();
  if (cut !== 't') throw new Error(`No connection of the database was cut: psql said "${cut}".`);
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s: one connection cut`);
  nodes.push(await start(program, store));
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s: a new node joined`);
}

const free = await sandbox('free', false);
for (const key of keys) {
  await arrange('PUT', `/sandboxes/free/users/user-com/${key}`, { city: 'v0', region: 'v0' });
  for (const field of fields)
    history.push({
      register: `${key}.${field}`,
      kind: 'write',
      value: 'v0',
      invoked: 0,
      completed: performance.now(),
      sure: true,
    });
}

const faultyHeaders = (await sandbox('faulty', false))['user-com'].headers;
const windowedHeaders = (await sandbox('windowed', true))['user-com'].headers;
await arrange('PUT', '/sandboxes/windowed/limits/user-com', { requests: 40, window: 'PT1H' });
await arrange('POST', '/sandboxes/windowed/clock', { freeze: true });
const bucketHeaders = (await sandbox('bucketed', true))['user-com'].headers;
await arrange('PUT', '/sandboxes/bucketed/limits/user-com', { capacity: 20, refillPerSecond: 100 });

const workers = [
  ...Array.from({ length: 8 }, () => users(free['user-com'].headers)),
  ...Array.from({ length: 6 }, () => bucketed(bucketHeaders)),
  emails(free['volt-mx'].headers),
  faulty(faultyHeaders),
  windowed(windowedHeaders),
  disturb(),
];
await Promise.all(workers);
const [writes, reads] = ['write', 'read'].map(kind => count(history, kind));
for (const node of nodes.filter(n => n.alive))
  for (const key of keys)
    if (!(await read(key, free['user-com'].headers, node)))
      throw new Error(`Nothing answers for ${key} after the load.`);

console.log(
  `${calls} calls, ${unsure} without a sure answer; ${writes} updates, ${reads} reads of a field; ` +
    `${races.length} races for an e-mail, ${faults.length} faults of 3, ${windows.length} windows of 40, ` +
    `${grants.length} passed a bucket.`,
);
if (file) writeFileSync(file, JSON.stringify({ history, races, faults, windows, grants }));
const violations = judge({ history, races, faults, windows, grants, odd });
for (const [what, wrong] of Object.entries(violations)) {
  for (const sentence of wrong.slice(0, 5)) console.log(`VIOLATION ${sentence}`);
  if (wrong.length > 5) console.log(`… ${wrong.length} about ${what}`);
}

const all = Object.values(violations).flat().length;
console.log(all === 0 ? 'Nothing lost, nothing stale, nothing exceeded.' : `${all} violations.`);
process.exit(all === 0 ? 0 : 1);
