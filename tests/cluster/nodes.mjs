// Nodes of one cluster, each a process of its own on free ports.
import { Agent } from 'node:http';
import { call } from '../scripts/call.mjs';
import { serve } from '../scripts/serve.mjs';

/** A node that is ready, with `call` over connections it keeps; `store` null: memory. */
export async function start(program, store, ...options) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const node = {
    ...(await serve(program, ...(store ? ['--store', store] : []), ...options)),
    alive: true,
    call: (...request) => call(agent, ...request),
  };
  node.kill = () => {
    node.alive = false;
    node.server.kill('SIGKILL');
  };
  node.stop = () =>
    new Promise(done => {
      node.alive = false;
      node.server.on('exit', done);
      node.server.kill('SIGTERM');
    });
  return node;
}

export const url = (node, slug) => node.vendors.find(v => v.slug === slug).url;
