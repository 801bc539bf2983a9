// One node in memory, one and three nodes on PostgreSQL: updates and reads of users, latency, throughput, and whose
// CPU. `tests/postgres.sh node tests/bench/store/run.mjs src/MockUserApis/bin/Release/net10.0/mock-user-apis.dll`
// (needs wrk)
//   --seconds 10   of each load           --only memory|postgres
import { resolve } from 'node:path';
import { start, url } from '../../cluster/nodes.mjs';
import { options, refuse } from '../../scripts/options.mjs';
import { generator, load } from '../load.mjs';
import { cpu } from '../process.mjs';
import { updateOf } from '../requests.mjs';

const program = process.argv[2];
const { seconds, only } = options({ seconds: 10, only: '' });
if (!['', 'memory', 'postgres'].includes(only)) refuse(`--only is "${only}". Give memory or postgres.`);
if (generator !== 'wrk') refuse('wrk is needed: it sends each request to another user (apt-get install wrk).');
const px = updateOf('gainsight-px', resolve(import.meta.dirname, '../../..'));
const requests = [
  {
    ...px,
    body: JSON.stringify({
      identifyId: px.key,
      propertyKeys: ['AP-1'],
      firstName: 'Ada',
      lastName: 'Example',
      title: 'CTO',
      score: 7,
    }),
  },
  { ...px, method: 'GET', body: '' },
];
const users = 100;
const sum = (list, of) => list.reduce((total, item) => total + of(item), 0);

async function measure(name, store, count, connections) {
  const nodes = [];
  // Users of their own instead of a population's: a small document.
  for (let i = 0; i < count; i++) nodes.push(await start(program, store, '--rate-limits', 'off', '--population', '0'));
  for (let i = 1; i <= users; i++) {
    const key = `user-${String(i).padStart(6, '0')}`;
    const answer = await nodes[0].call('PUT', `${nodes[0].base}/_mock/sandboxes/default/users/${px.slug}/${key}`, '{}');
    if (answer.status !== 200) throw new Error(`No user ${key}: ${answer.status} ${answer.text}`);
  }
  const spent = () => [sum(nodes, n => cpu(n.server.pid)), store ? cpu(Number(process.env.POSTGRES_PID)) : 0];
  for (const request of requests) {
    const all = () =>
      Promise.all(
        nodes.map(n =>
          load(url(n, px.slug) + px.path, request, { seconds, connections, more: { KEY: px.key, KEYS: users } }),
        ),
      );
    await all();
    const before = spent();
    const runs = await all();
    const [here, database] = spent().map(
      (after, i) => `${(((after - before[i]) * 1e6) / sum(runs, r => r.requests)).toFixed(0)} us`,
    );
    const failed = sum(runs, r => r.failed);
    console.log(
      `| ${name} | ${count > 1 ? `${count} x ` : ''}${connections} | ${request.method} | ${sum(runs, r => r.perSecond).toFixed(0)} | ${Math.max(...runs.map(r => r.p50)).toFixed(2)} ms | ${Math.max(...runs.map(r => r.p99)).toFixed(1)} ms | ${here} | ${store ? database : '–'} |${failed ? ` ${failed} errors` : ''}`,
    );
  }

  await Promise.all(nodes.map(n => n.stop()));
}

console.log(
  '| store | connections | request | requests/s | p50 | p99 | CPU a request, nodes | CPU a request, database |\n|---|---|---|---|---|---|---|---|',
);
if (only !== 'postgres') for (const connections of [1, 30]) await measure('memory, 1 node', null, 1, connections);
const store = `${process.env.MOCK_DATABASE}?schema=bench`;
if (only !== 'memory')
  for (const [nodes, connections] of [
    [1, 1],
    [1, 30],
    [3, 10],
  ])
    await measure(`PostgreSQL, ${nodes} node${nodes > 1 ? 's' : ''}`, store, nodes, connections);
process.exit(0);
