// Half of what the server can do, for as long as asked, with sandboxes that come and go, faults and resets; prints the
// server's memory every minute. `make soak ARGS="--minutes 30"`. Exits 1 when memory grew after the first five minutes.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '../serve.mjs';

const option = (name, otherwise) => Number(process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const minutes = option('--minutes', 30);
const settle = Math.min(5, Math.ceil(minutes / 3));
const { server, vendors, base } = await serve(process.argv[2], '--rate-limits', 'off', '--journal-bytes', '1MiB');
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
let served = 0, failed = 0, broken = 0;

function call(method, url, body, headers = {}) {
  return new Promise(resolve => {
    const sent = request(url, { method, agent, headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) } }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part)).on('error', () => resolve({ status: 0, text: '' }))
        .on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() }));
    });
    sent.on('error', () => resolve({ status: 0, text: '' }));
    sent.end(body);
  });
}

async function client(number, rest) {
  while (performance.now() < end) {
    const made = JSON.parse((await call('POST', `${base}/_mock/sandboxes`, JSON.stringify({ population: 100000, rateLimits: false, ttl: 'PT2M' }))).text);
    const box = `${base}/_mock/sandboxes/${made.name}`;
    if (number % 4 === 0) await call('POST', `${box}/faults`, '{"kind":"reset","rate":0.01}');
    if (number % 4 === 1) await call('POST', `${box}/faults`, '{"kind":"status","status":503,"rate":0.01}');
    for (let i = 0; i < 400 && performance.now() < end; i++) {
      const vendor = vendors[(i + number) % vendors.length];
      const headers = made.credentials[vendor.slug].headers;
      const key = `soak-${i}`;
      const started = performance.now();
      if (i % 7 === 0) await call('PUT', `${box}/users/${vendor.slug}/${vendor.slug === 'volt-mx' ? 900000 + i : key}`, '{}');
      for (const operation of vendor.operations.filter(o => o.method === 'GET' || o.id === vendor.updateOperation).slice(0, 6)) {
        const path = operation.path.replace(/\{[^}]+\}/g, key);
        const answer = await call(operation.method, vendor.url + path, operation.method === 'GET' ? undefined : '{"email":"soak@example.com"}', headers);
        served++;
        if (answer.status === 0) broken++;
        else if (answer.status === 500) failed++;
      }
      if (i === 200) await call('POST', `${box}/reset`);
      // As long idle as busy: half of what it can do.
      await pause((performance.now() - started) * rest);
    }
    if (number % 3 !== 0) await call('DELETE', box);
  }
}

const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;
const end = performance.now() + minutes * 60_000;
const clients = Array.from({ length: 8 }, (_, i) => client(i, 1));
const figures = [];
for (let minute = 1; minute <= minutes; minute++) {
  await pause(60_000);
  figures.push(rss());
  console.log(`minute ${minute}: ${figures.at(-1).toFixed(0)} MiB, ${served} requests, ${failed} answers of 500, ${broken} broken by faults`);
}

await Promise.all(clients);
server.kill('SIGTERM');
const [early, late] = [Math.max(...figures.slice(0, settle)), Math.max(...figures.slice(settle))];
const flat = figures.length <= settle || late <= early * 1.15;
console.log(flat && failed === 0 ? 'Flat.' : `Not flat, or failures: ${early.toFixed(0)} MiB in the first ${settle} minutes, ${late.toFixed(0)} MiB later, ${failed} failures.`);
process.exit(flat && failed === 0 ? 0 : 1);
