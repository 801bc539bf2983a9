// Everything at once: every operation of every vendor on few users, while sandboxes are made, reset, restored and
// dropped, faults armed, clocks moved, limits changed and journals read. `make chaos ARGS="--seconds 60 --seed 1"`.
// Exits 1 on an answer of 500, a call that hangs, or a word of the server on its error stream: none of this may be an
// error of the mock.
import { options } from '../scripts/options.mjs';
import { start } from '../cluster/nodes.mjs';

const HANG = 10_000;
const store = process.env.MOCK_DATABASE ?? null;
const { seconds, clients, seed: first } = options({ seconds: 60, clients: 32, seed: 1 });
let seed = first;
const random = most => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return (seed >> 8) % most;
};
const one = list => list[random(list.length)];

const node = await start(process.argv[2], store, '--rate-limits', 'off', '--population', '100000');
const { server, vendors, base, call } = node;
let said = '';
server.stderr.on('data', text => {
  said += text;
});
console.log(`State in ${store ? 'PostgreSQL' : 'memory'}, seed ${first}.`);
const json = async path => JSON.parse((await call('GET', base + path)).text);

const boxes = ['default', 'default', 'a', 'b', 'c'];
const targets = await Promise.all(
  vendors.map(async vendor => {
    const { paths } = await json(`/_mock/openapi/${vendor.slug}.json`);
    const keys = (await json(`/_mock/sandboxes/default/users/${vendor.slug}?view=keyed&limit=20`)).map(u => u.key);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, o]) => o.operationId)
        .map(([method, { requestBody }]) => ({
          path,
          method: method.toUpperCase(),
          body: Object.values(requestBody?.content['application/json']?.examples ?? {})[0]?.value,
        })),
    );
    return { vendor, keys, operations };
  }),
);

function vendorCall() {
  const { vendor, keys, operations } = one(targets);
  const { path, method, body } = one(operations);
  const [key, box] = [one(keys), one(boxes)];
  const sent = body && { ...body };
  const name = /\{([^}]+)\}/.exec(path)?.[1];
  if (sent && name in sent) sent[name] = key;
  // Few e-mail addresses, so that users want each other's.
  if (typeof sent?.email === 'string') sent.email = `e${random(20)}@example.com`;
  return [
    method,
    vendor.url + path.replace(/\{[^}]+\}/g, encodeURIComponent(key)),
    sent,
    { ...vendor.credential.headers, ...(box === 'default' ? {} : { 'X-Mock-Sandbox': box }) },
  ];
}

const control = [
  box => ['GET', `${box}/requests?limit=20`],
  box => ['GET', `${box}/requests?format=har&limit=20`],
  box => ['GET', `${box}/requests?view=summary`],
  box => ['DELETE', `${box}/requests`],
  (box, slug) => ['GET', `${box}/coverage?vendor=${slug}`],
  box => ['GET', `${box}/clock`],
  box => ['POST', `${box}/clock`, { advance: 'P1D' }],
  box => ['POST', `${box}/clock`, { freeze: false }],
  (box, slug) => ['POST', `${box}/faults`, { vendor: slug, kind: 'status', status: 503, times: 2 }],
  box => ['POST', `${box}/faults`, { kind: 'latency', delay: 'PT0.005S', times: 3 }],
  box => ['POST', `${box}/faults`, { kind: one(['reset', 'truncate', 'malformed', 'commit-then-reset']), times: 1 }],
  box => ['POST', `${box}/faults`, { kind: 'drip', delay: 'PT0.01S', times: 1 }],
  box => ['POST', `${box}/faults`, { kind: 'status', status: 429, rate: 0.1 }],
  box => ['GET', `${box}/faults`],
  box => ['DELETE', `${box}/faults`],
  (box, slug) => ['PUT', `${box}/limits/${slug}`, { requests: 50, window: 'PT1S' }],
  (box, slug) => ['PUT', `${box}/limits/${slug}`, { capacity: 50, refillPerSecond: 1000 }],
  (box, slug) => ['PUT', `${box}/limits/${slug}`, { enabled: false }],
  (box, slug) => ['GET', `${box}/limits/${slug}`],
  (box, slug) => ['GET', `${box}/settings/${slug}`],
  (box, slug) => ['GET', `${box}/users/${slug}?limit=5`],
  (box, slug, key) => ['GET', `${box}/users/${slug}/${key}`],
  (box, slug, key) => ['PUT', `${box}/users/${slug}/${key}`, {}],
  (box, slug, key) => ['PATCH', `${box}/users/${slug}/${key}`, {}],
  (box, slug, key) => ['DELETE', `${box}/users/${slug}/${key}`],
  (box, slug) => ['POST', `${box}/assert`, { vendor: slug, times: { atLeast: 1 } }],
  (box, slug, key) => [
    'POST',
    `${box}/pact-states?vendor=${slug}`,
    {
      state: one(['a user exists', 'the user was deleted', 'the rate limit is exhausted']),
      params: { id: key },
      action: one(['setup', 'teardown']),
    },
  ],
  box => ['GET', `${box}/snapshot`],
  box => ['PUT', `${box}/snapshot`, { version: 1, seed: 1, population: 100000, vendors: {} }],
  box => ['POST', `${box}/reset`],
  () => ['GET', '/sandboxes'],
  () => ['POST', '/sandboxes', { name: one(boxes), ttl: 'PT0.2S', rateLimits: false }],
  () => ['POST', '/sandboxes', { name: one(boxes), rateLimits: true }],
  () => ['DELETE', `/sandboxes/${one(boxes)}`],
  (box, slug) => ['GET', `/vendors/${slug}/rules`],
];

function controlCall() {
  const { vendor, keys } = one(targets);
  const [method, path, body] = one(control)(`/sandboxes/${one(boxes)}`, vendor.slug, encodeURIComponent(one(keys)));
  return [method, `${base}/_mock${path}`, body, {}];
}

const counts = {},
  wrong = [];
async function client() {
  while (performance.now() < end) {
    const [method, url, body, headers] = random(3) === 0 ? controlCall() : vendorCall();
    const { status, text, invoked, completed } = await call(method, url, body && JSON.stringify(body), headers);
    const kind = status === 0 ? 'broken by faults' : `${Math.floor(status / 100)}xx`;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const hung = completed - invoked > HANG;
    // 503 is a fault that was armed, unless the mock says that it is its own.
    if (hung || status === 500 || (status >= 500 && /"mock":/.test(text)))
      wrong.push(`${method} ${url}: ${hung ? 'no answer' : status} ${text.slice(0, 200)}`);
  }
}

const end = performance.now() + seconds * 1000;
const tick = setInterval(() => console.log(JSON.stringify(counts)), 10_000);
await Promise.all(Array.from({ length: clients }, client));
clearInterval(tick);
await node.stop();
console.log(JSON.stringify(counts));
if (server.exitCode !== 0) wrong.push(`The server ended with ${server.exitCode ?? server.signalCode}.`);
if (said) wrong.push('The server wrote to its error stream, see above.');
const calls = Object.values(counts).reduce((sum, n) => sum + n, 0);
if (!(counts['2xx'] > calls / 5))
  wrong.push(`Only ${counts['2xx'] ?? 0} of ${calls} answers were 2xx: this is a load of refusals.`);
for (const line of wrong.slice(0, 20)) console.log(line);
console.log(wrong.length === 0 ? `${calls} calls: no error of the mock.` : `${wrong.length} errors of the mock.`);
process.exit(wrong.length === 0 ? 0 : 1);
