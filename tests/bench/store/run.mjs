// One node in memory, one and three nodes on PostgreSQL: updates and reads of users, latency, throughput, and whose CPU.
// `tests/postgres.sh node tests/bench/store/run.mjs src/MockUserApis/bin/Release/net10.0/mock-user-apis.dll` (needs wrk)
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, start, url } from '../../cluster/nodes.mjs';

const program = process.argv[2];
const seconds = Number(process.argv[3] ?? 10);
const folder = mkdtempSync(join(tmpdir(), 'mock-user-apis-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const parent = Number(process.env.POSTGRES_PID);
const body = JSON.stringify({ identifyId: 'u', propertyKeys: ['AP-1'], firstName: 'Ada', lastName: 'Example', title: 'CTO', score: 7 });

const ticks = pid => { try { const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' '); return Number(f[11]) + Number(f[12]); } catch { return 0; } };
const children = pid => readdirSync('/proc').filter(p => /^\d+$/.test(p)).map(Number).filter(p => { try { return Number(readFileSync(`/proc/${p}/stat`, 'utf8').split(') ')[1].split(' ')[1]) === pid; } catch { return false; } });
const database = () => [parent, ...children(parent)].reduce((sum, p) => sum + ticks(p), 0);

const users = 100;
for (const method of ['PUT', 'GET']) writeFileSync(join(folder, `${method}.lua`), `
    local n = 0
    request = function() n = (n + 1) % ${users}; return wrk.format("${method}", "/v1/users/bench-" .. n, nil, ${method === 'PUT' ? `(string.gsub('${body}', '"u"', '"bench-' .. n .. '"'))` : 'nil'}) end
    done = function(s, l, r) print(string.format("RESULT %d %d %f %f %f", s.requests, s.errors.status + s.errors.connect + s.errors.read + s.errors.timeout, l:percentile(50) / 1000, l:percentile(99) / 1000, s.duration / 1e6)) end`);

function wrk(target, headers, connections, method) {
  return new Promise(done => {
    const run = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', join(folder, `${method}.lua`), ...Object.entries({ ...headers, 'content-type': 'application/json' }).flatMap(([k, v]) => ['-H', `${k}: ${v}`]), target]);
    let out = '';
    run.stdout.on('data', d => out += d);
    run.on('close', () => { const [requests, errors, p50, p99, took] = out.match(/RESULT (.*)/)[1].split(' ').map(Number); done({ requests, errors, p50, p99, took }); });
  });
}

async function measure(name, store, count, connections) {
  const nodes = [];
  for (let i = 0; i < count; i++) nodes.push(await start(program, store, '--rate-limits', 'off'));
  const headers = nodes[0].vendors.find(v => v.slug === 'gainsight-px').credential.headers;
  for (let i = 0; i < users; i++) await call(nodes[0], 'PUT', `${nodes[0].base}/_mock/sandboxes/default/users/gainsight-px/bench-${i}`, '{}');
  for (const method of ['PUT', 'GET']) {
    await Promise.all(nodes.map(n => wrk(url(n, 'gainsight-px'), headers, connections, method)));
    const before = [nodes.reduce((s, n) => s + ticks(n.server.pid), 0), store ? database() : 0];
    const runs = await Promise.all(nodes.map(n => wrk(url(n, 'gainsight-px'), headers, connections, method)));
    const after = [nodes.reduce((s, n) => s + ticks(n.server.pid), 0), store ? database() : 0];
    const requests = runs.reduce((s, r) => s + r.requests, 0);
    const each = i => ((after[i] - before[i]) * 10000 / requests).toFixed(0);
    console.log(`| ${name}, ${count * connections} connections | ${method} | ${(requests / runs[0].took).toFixed(0)} | ${Math.max(...runs.map(r => r.p50)).toFixed(2)} ms | ${Math.max(...runs.map(r => r.p99)).toFixed(1)} ms | ${each(0)} us | ${store ? `${each(1)} us` : '–'} |${runs.some(r => r.errors) ? ` ${runs.reduce((s, r) => s + r.errors, 0)} errors` : ''}`);
  }

  await Promise.all(nodes.map(n => n.stop()));
}

console.log('| store | request | requests/s | p50 | p99 | CPU a request, nodes | CPU a request, database |\n|---|---|---|---|---|---|---|');
const only = process.argv[4];
if (!only || only === 'memory') await measure('memory, 1 node', null, 1, 1);
if (!only || only === 'memory') await measure('memory, 1 node', null, 1, 30);
const store = `${process.env.MOCK_DATABASE}?schema=bench`;
if (!only || only === 'postgres') await measure('PostgreSQL, 1 node', store, 1, 1);
if (!only || only === 'postgres') await measure('PostgreSQL, 1 node', store, 1, 30);
if (!only || only === 'postgres') await measure('PostgreSQL, 3 nodes', store, 3, 10);
process.exit(0);
