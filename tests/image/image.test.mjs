// The image, unpacked by umoci and run by runc as its own configuration says: its user, its environment, its command;
// the root read-only, no capability, the network of this machine.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { temporaryFolder } from '../scripts/exit.mjs';

const MOST = 60 * 1000 * 1000;
const TOKEN = 'of-sixteen-characters-or-more';

const archive = resolve(process.env.IMAGE ?? 'artifacts/image/mock-user-apis.tar');
const folder = temporaryFolder();
const bundle = join(folder, 'bundle');
const state = join(folder, 'runc');
const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' });
const runc = (...args) => run('runc', '--root', state, ...args);

run('skopeo', 'copy', '--quiet', `oci-archive:${archive}`, `oci:${folder}/layout:image`);
run('umoci', 'unpack', '--image', `${folder}/layout:image`, bundle);
const { config } = JSON.parse(run('skopeo', 'inspect', '--raw', '--config', `oci-archive:${archive}`));
const unpacked = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'));

/** A container that has begun: its process, and its name for runc. */
function begin(args, environment) {
  const { process: own, linux, root } = unpacked;
  const changed = {
    ...unpacked,
    root: { ...root, path: join(bundle, 'rootfs'), readonly: true },
    process: {
      ...own,
      args: [...own.args, ...args],
      env: [...own.env, ...environment],
      terminal: false,
      capabilities: {},
    },
    linux: { ...linux, namespaces: linux.namespaces.filter(({ type }) => type !== 'network') },
  };
  const name = `mock-user-apis-${process.pid}-${performance.now()}`.replace('.', '-');
  const copy = join(folder, name);
  mkdirSync(copy);
  writeFileSync(join(copy, 'config.json'), JSON.stringify(changed));
  const child = spawn('runc', ['--root', state, 'run', '--bundle', copy, name], { stdio: ['ignore', 'pipe', 'pipe'] });
  after(() => child.exitCode === null && runc('delete', '--force', name));
  return { child, name };
}

test('It is small, and says who runs it, where it listens and how it is asked for its health', () => {
  assert.equal(config.User, '65532:65532');
  assert.ok(config.Env.includes('MOCK_USER_APIS_HOST=0.0.0.0'));
  assert.deepEqual(Object.keys(config.ExposedPorts)[0], '5080/tcp');
  assert.deepEqual(config.Healthcheck.Test, ['CMD', '/usr/bin/mock-user-apis', 'health']);
  assert.ok(statSync(archive).size < MOST);
  const bytes = Number(run('du', '-sb', join(bundle, 'rootfs')).split('\t')[0]);
  assert.ok(bytes < MOST, `${bytes} bytes unpacked`);
});

test('Nothing in it may be written by its user but /tmp, and nothing is set to another user’s rights', () => {
  const root = join(bundle, 'rootfs');

  assert.equal(run('find', root, '-perm', '/6000'), '');
  assert.equal(run('find', root, '!', '-type', 'l', '-perm', '/022', '-printf', '%P\n'), 'tmp\n');
  assert.equal(run('find', root, '!', '-user', '0'), '');
});

test('Without a token it ends as the program does off loopback: exit 2, and a sentence', async () => {
  const { child } = begin(['--port', '0'], []);
  let said = '';
  child.stderr.on('data', text => (said += text));
  const [code] = await once(child, 'close');

  assert.equal(code, 2, said);
  assert.match(said, /token/);
});

test('With a token it serves as its user from a root that is read-only, is healthy, and stops', async () => {
  const { child, name } = begin(['--port', '0'], [`MOCK_USER_APIS_CONTROL_TOKEN=${TOKEN}`]);
  let port;
  let vendor;
  for await (const line of createInterface({ input: child.stdout })) {
    vendor ??= /curl -H '([^:]+): ([^']+)' (http\S+)/.exec(line);
    [, port] = /^Listens on +0\.0\.0\.0:(\d+)/.exec(line) ?? [];
    if (port) break;
  }

  child.stdout.resume();
  const [, header, value, address] = vendor;
  const control = `http://127.0.0.1:${port}/_mock`;
  assert.equal((await fetch(address, { headers: { [header]: value } })).status, 200);
  assert.equal((await fetch(`${control}/sandboxes`)).status, 401);
  assert.equal((await fetch(`${control}/sandboxes`, { headers: { authorization: `Bearer ${TOKEN}` } })).status, 200);

  const { pid } = JSON.parse(runc('state', name));
  assert.match(readFileSync(`/proc/${pid}/status`, 'utf8'), /^Uid:\t65532\t65532\t65532\t65532\n/m);
  assert.match(readFileSync(`/proc/${pid}/mountinfo`, 'utf8'), /^\S+ \S+ \S+ \S+ \/ ro,/m);
  // The port is the server's, which here is none of the usual.
  const check = config.Healthcheck.Test.slice(1);
  assert.equal(runc('exec', '--env', `MOCK_USER_APIS_PORT=${port}`, name, ...check), 'ready\n');

  runc('kill', name, config.StopSignal);
  assert.deepEqual((await once(child, 'close'))[0], 0);
});
