// Nodes of one cluster, each a process of its own on free ports, and calls to them.
import { Agent, request } from 'node:http';
import { serve } from '../serve.mjs';

/** A node that is ready; `store` null: memory. */
export async function start(program, store, ...options) {
  const node = { ...await serve(program, ...(store ? ['--store', store] : []), ...options), alive: true, agent: new Agent({ keepAlive: true, maxSockets: 64 }) };
  node.kill = () => { node.alive = false; node.server.kill('SIGKILL'); };
  node.stop = () => new Promise(done => { node.alive = false; node.server.on('exit', done); node.server.kill('SIGTERM'); });
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
