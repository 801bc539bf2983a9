// Nodes of one cluster, each a process of its own on free ports, and calls to them.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const folder = mkdtempSync(join(tmpdir(), 'mock-user-apis-cluster-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let started = 0;

/** A node that is ready; `store` null: memory. */
export async function start(program, store, ...options) {
  const addresses = join(folder, `node-${++started}.json`);
  const server = spawn('dotnet', [program, 'serve', '--port', '0', '--addresses-file', addresses, ...(store ? ['--store', store] : []), ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  process.on('exit', () => server.kill('SIGKILL'));
  while (!existsSync(addresses)) {
    if (server.exitCode !== null) throw new Error(`A node ended with ${server.exitCode}.`);
    await pause(20);
  }

  const vendors = JSON.parse(readFileSync(addresses, 'utf8'));
  const node = { server, vendors, base: new URL(vendors[0].prefixUrl).origin, alive: true, agent: new Agent({ keepAlive: true, maxSockets: 64 }) };
  node.kill = () => { node.alive = false; server.kill('SIGKILL'); };
  node.stop = () => new Promise(done => { node.alive = false; server.on('exit', done); server.kill('SIGTERM'); });
  return node;
}

/** What was answered; `sure` false: the answer never came, or says that nobody knows what became of the request. */
export function call(node, method, url, body, headers = {}) {
  return new Promise(resolve => {
    const invoked = performance.now();
    const end = (status, text, at) => resolve({ status, text, invoked, completed: performance.now(), sure: status !== 0 && !(status === 503 && text.includes('"mock":"store unavailable"')), ...at });
    const sent = request(url, { method, agent: node.agent, timeout: 20000, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) } }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part)).on('error', () => end(0, '')).on('end', () => end(answer.statusCode, Buffer.concat(parts).toString()));
    });
    sent.on('timeout', () => sent.destroy(new Error('timeout'))).on('error', () => end(0, ''));
    sent.end(body);
  });
}

export const url = (node, slug) => node.vendors.find(v => v.slug === slug).url;
