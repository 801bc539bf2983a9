// The command that npm links is the program to whoever runs it: exit codes, signals, streams.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { MAIN, WHOLE, environment, project, run, runIn, serve, until } from './installed.mjs';

let folder, command;
before(async () => {
  folder = await project(WHOLE);
  command = join(folder, 'node_modules/.bin/mock-user-apis');
});

test('Exit codes and sentences are the program’s own', async () => {
  const taken = createServer();
  await new Promise(done => taken.listen(0, '127.0.0.1', done));
  const port = taken.address().port;
  for (const [args, code, said] of [
    [['--version'], 0, /^\d+\.\d+/],
    [['serve', '--port', 'x'], 2, /^--port is "x"\. Give /],
    [['serve', '--host', '0.0.0.0', '--port', '0'], 2, /token/],
    [['serve', '--port', String(port)], 1, /--port/],
    [['coverage', '--url', `http://127.0.0.1:${port}/x?y`], 2, /--url is /],
  ]) {
    const ended = await run(folder, command, ...args);
    assert.equal(ended.code, code, `${args}: ${ended.said}`);
    assert.match(ended.said, said);
  }

  taken.close();
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP'])
  test(`${signal} reaches the mock, which saves and ends well`, async () => {
    const mock = await serve(folder, command, []);
    mock.child.kill(signal);

    assert.deepEqual(await mock.gone, { code: 0, signal: null });
    assert.ok(existsSync(mock.state));
  });

test('A Ctrl+C that a terminal and npm both send is one, and nothing accepted is lost', async () => {
  const mock = await serve(folder, command, [], { detached: true });
  const put = { method: 'PUT', body: '{}' };
  assert.equal((await fetch(`${mock.base}/_mock/sandboxes/default/users/gainsight-px/kept`, put)).status, 200);
  // A body that never comes: the mock waits for it before it ends, unless it is told to a second time.
  const { host, port } = new URL(mock.base);
  const socket = connect(Number(port), '127.0.0.1');
  const head = ['PUT /gainsight-px/v1/users/x HTTP/1.1', `Host: ${host}`, 'Expect: 100-continue', 'Content-Length: 9'];
  socket.on('error', () => {}).write(head.join('\r\n') + '\r\n\r\n');
  await once(socket, 'data');
  for (let i = 0; i < 5; i++) {
    process.kill(-mock.child.pid, 'SIGINT');
    // So close together that they are one, so far apart that each is heard.
    await new Promise(done => setTimeout(done, 10));
  }

  assert.deepEqual(await mock.gone, { code: 0, signal: null });
  assert.match(readFileSync(mock.state, 'utf8'), /"kept"/);
  socket.destroy();
});

test('The command is killed: the mock stops, and saves', async () => {
  const mock = await serve(folder, command, []);
  mock.child.kill('SIGKILL');

  assert.deepEqual(await mock.gone, { code: null, signal: 'SIGKILL' });
  await until(() => existsSync(mock.state), 'the state is saved');
});

test('The program dies of a signal: so does the command', async () => {
  const named = join(folder, 'dies.sh');
  writeFileSync(named, '#!/bin/sh\nkill -KILL $$\n', { mode: 0o755 });

  const ended = await runIn(environment(folder, { MOCK_USER_APIS_PROGRAM: named }), folder, command, 'serve');

  assert.equal(ended.signal, 'SIGKILL');
});

test('A token on the standard input gets there', async () => {
  const serve = `${command} serve --port 0 --control-token-file /dev/stdin`;

  const { code, said } = await run(folder, 'sh', '-c', `printf short | ${serve}`);

  assert.equal(code, 2);
  assert.match(said, /16 characters/);
});

test('Without a native program one sentence says what else there is, and it exits 2', async () => {
  const without = await project(MAIN);
  const file = join(without, 'node_modules/.bin/mock-user-apis');
  const pretend = join(without, 'pretend.cjs');
  writeFileSync(pretend, "Object.defineProperty(process, 'arch', { value: 'riscv64' });");
  for (const [env, said] of [
    [
      {},
      /^The package @mock-user-apis\/linux-\w+ is not installed beside mock-user-apis: .*"dnx mock-user-apis".*\.\n$/,
    ],
    [
      { NODE_OPTIONS: `--require=${pretend}` },
      /^There is no native mock-user-apis for linux-riscv64: take the .*\.\n$/,
    ],
    [{ MOCK_USER_APIS_PROGRAM: '/nowhere' }, /^\/nowhere cannot be started \(ENOENT\): take the .*\.\n$/],
  ]) {
    const ended = await runIn(environment(without, env), without, file, 'serve');
    assert.equal(ended.code, 2, ended.said);
    assert.match(ended.said, said);
  }
});
