// Side by side on one update call: a hand-written endpoint, this server (built and, if it is there, published) and
// other mock servers. Each server's load lies between two loads of the endpoint, and its ratio is against the mean of
// these. `make bench ARGS="--vendor foldspace"`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generator, load } from './load.mjs';
import { machine } from './machine.mjs';
import { cpu, open, resident, stop } from './process.mjs';
import { slugs, updateOf } from './requests.mjs';
import { built, endpoint, ours, peers } from './servers.mjs';

const root = resolve(import.meta.dirname, '../..');
const fail = text => {
  console.error(text);
  process.exit(2);
};
const help = `make bench ARGS="..."
  --vendor SLUG     ${slugs.join(', ')} (default: gainsight-px)
  --peers LIST      of ${Object.keys(peers).join(',')} (default: all; none: an empty text)
  --rounds 2  --seconds 5  --warmup 8  --connections 32  --cold 11
  --readme          put it into the README.md beside this`;
const text = otherwise => ({ type: 'string', default: otherwise });
let options;
try {
  options = parseArgs({
    options: {
      vendor: text(slugs[0]),
      peers: text(Object.keys(peers).join(',')),
      rounds: text('2'),
      seconds: text('5'),
      warmup: text('8'),
      connections: text('32'),
      cold: text('11'),
      readme: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values;
} catch (error) {
  fail(`${error.message}\n${help}`);
}
if (options.help) {
  console.log(help);
  process.exit(0);
}
const wanted = options.peers.split(',').filter(Boolean);
const number = name =>
  Number(options[name]) >= 0 ? Number(options[name]) : fail(`--${name} is "${options[name]}". Give a number.`);
const [rounds, seconds, warmup, connections, cold] = ['rounds', 'seconds', 'warmup', 'connections', 'cold'].map(number);
if (!slugs.includes(options.vendor)) fail(`There is no vendor "${options.vendor}". Known: ${slugs.join(', ')}.`);
for (const peer of wanted)
  if (!peers[peer]) fail(`There is no peer "${peer}". Known: ${Object.keys(peers).join(', ')}.`);
if (process.platform !== 'linux') fail('The measurement reads /proc: run it on Linux.');
if (!generator)
  fail(
    'Neither wrk nor autocannon is there. Install wrk (apt-get install wrk), or run make bench, which installs autocannon.',
  );

const update = updateOf(options.vendor, root);
const published = join(root, 'artifacts/publish/linux-x64/mock-user-apis');
const servers = [
  ours('**MockUserApis**, published', [published]),
  ours('**MockUserApis**, built', built),
  ...wanted.map(p => peers[p]),
];
if (!existsSync(published)) servers.shift();
const say = line => console.error(line);
const notes = [];
const plain = server => server.name.replaceAll('*', '');
const out = (server, why) => {
  notes.push(`${plain(server)} did not take part: ${why}.`);
  say(notes.at(-1));
  servers.splice(servers.indexOf(server), 1);
};
for (const server of servers.filter(s => s.missing)) out(server, server.missing);

async function run(server, measure) {
  const opened = await open(server, update);
  try {
    return await measure(opened);
  } finally {
    await stop(opened.running);
  }
}

const loaded = server =>
  run(server, async opened => {
    const { running } = opened;
    await server.settle?.(opened, update);
    await load(opened.url, update, { seconds: warmup, connections });
    const before = cpu(running.pid);
    const result = await load(opened.url, update, { seconds, connections });
    say(`  ${plain(server)}: ${result.perSecond.toFixed(0)} requests/s`);
    return {
      ...result,
      cpu: ((cpu(running.pid) - before) * 1e6) / result.requests,
      resident: resident(running.pid) / 1e6,
      ratio: 1,
      slower: 1,
    };
  });

const rows = new Map([endpoint, ...servers].map(s => [s, { loads: [], starts: [] }]));
for (let round = 1; round <= rounds; round++) {
  say(`Round ${round} of ${rounds}: ${update.method} ${update.path}, ${connections} connections, ${generator}`);
  let before = await loaded(endpoint);
  rows.get(endpoint).loads.push(before);
  for (const server of round % 2 ? [...servers] : [...servers].reverse()) {
    try {
      const here = await loaded(server);
      const after = await loaded(endpoint);
      rows.get(endpoint).loads.push(after);
      rows
        .get(server)
        .loads.push({
          ...here,
          ratio: (2 * here.perSecond) / (before.perSecond + after.perSecond),
          slower: (2 * here.p99) / (before.p99 + after.p99),
        });
      before = after;
    } catch (error) {
      out(server, error.message);
    }
  }
}

say('Cold starts');
for (let turn = 0; turn < cold; turn++) {
  for (const server of [endpoint, ...servers]) {
    // What takes a second to start is known well enough after three.
    if (turn >= 3 && Object.values(peers).includes(server)) continue;
    try {
      rows.get(server).starts.push(await run(server, opened => opened.took));
    } catch (error) {
      notes.push(`A cold start of ${plain(server)} failed: ${error.message}.`);
      say(notes.at(-1));
      process.exitCode = 1;
    }
  }
}

const median = list => {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted.length === 0 ? NaN : (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const line = ([server, { loads, starts }]) => {
  const of = (name, digits) =>
    median(loads.map(l => l[name])).toLocaleString('en', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  return `| ${server.name} | ${of('perSecond', 0)} | ${of('ratio', 2)} | ${of('p50', 2)} ms | ${of('p99', 1)} ms | ${of('slower', 1)} | ${of('cpu', 0)} µs | ${starts.length > 0 ? `${median(starts).toFixed(0)} ms` : '–'} | ${of('resident', 0)} MB | ${loads.reduce((sum, l) => sum + l.failed, 0)} |`;
};
const table = [
  '| server | requests/s | ratio | p50 | p99 | p99 ratio | CPU a request | cold start to the first 2xx | resident after load | not 2xx |',
  '|---|---|---|---|---|---|---|---|---|---|',
  ...[...rows].filter(([, { loads }]) => loads.length > 0).map(line),
  '',
  `\`${update.method} ${update.path}\`, ${update.body.length} bytes, ${connections} connections, ${generator}, medians of ${rounds} rounds of ${seconds} s after ${warmup} s of warming up. ${machine()}`,
  ...notes,
].join('\n');
console.log(table);
if (options.readme) {
  const file = join(root, 'tests/bench/README.md');
  const parts = readFileSync(file, 'utf8').split(/(?<=<!-- bench -->\n)[^]*(?=<!-- \/bench -->)/);
  if (parts.length !== 2) fail('README.md has no <!-- bench --> and <!-- /bench --> around the table.');
  writeFileSync(file, parts.join(`${table}\n`));
}
