// The mock that is judged, and sandboxes in it.
import { Agent, request } from 'node:http';
import { serve } from '../scripts/serve.mjs';
import { Spec } from './spec.mjs';

const kept = new Agent({ keepAlive: true });

/**
 * One HTTP request; rejects when it cannot be sent, or its answer does not come whole. `agent` false: on a connection
 * of its own, for a length that is not the body's.
 */
export function call(method, url, { headers = {}, body, path, agent = kept } = {}) {
  const { hostname, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    // A transcript's target goes out as it is written, not as URL would have it.
    const options = { agent, method, hostname, port, path: path ?? pathname + search, timeout: 20_000 };
    const sent = request({ ...options, headers: { ...length(body), ...headers } }, answer => {
      const parts = [];
      answer
        .on('data', part => parts.push(part))
        .on('error', reject)
        .on('end', () => {
          const { statusCode: status, headers: got } = answer;
          resolve({ status, headers: got, body: Buffer.concat(parts).toString() });
        });
    });
    sent.on('timeout', () => sent.destroy(new Error('timeout'))).on('error', reject);
    sent.end(body);
  });
}

// Without it Node.js sends the body of a DELETE as if it were the next request.
const length = body => (body === undefined ? {} : { 'content-length': Buffer.byteLength(body) });

export async function start(...options) {
  const { server, vendors, base } = await serve(process.env.PROGRAM, ...options);
  const json = async path => JSON.parse((await call('GET', base + path)).body);
  const apis = [];
  for (const { name: folder, slug, url, apis: versions } of vendors) {
    for (const { name, askedBy = {} } of versions) {
      const below = name.slice(slug.length).replace('.', '/').toUpperCase();
      const spec = new Spec(await json(`/_mock/openapi/${name}.json`));
      apis.push({ name, slug, url, askedBy, folder: folder + below, spec });
    }
  }
  return {
    apis,
    stop: () => server.kill(),
    async sandbox(wanted) {
      const made = JSON.parse((await call('POST', `${base}/_mock/sandboxes`, { body: JSON.stringify(wanted) })).body);
      const path = `/_mock/sandboxes/${made.name}`;
      return {
        headers: slug => made.credentials[slug].headers,
        control: (method, below, body) => call(method, base + path + below, { body }),
        entry: answer => json(`${path}/requests/${answer.headers['x-mock-exchange']}`),
      };
    },
  };
}
