// start() of the installed package, from a project of its own.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { WHOLE, borrow, environment, project, run, runIn, until } from './installed.mjs';

let folder, start;
before(async () => {
  folder = await project(WHOLE);
  ({ start } = createRequire(join(folder, 'x.js'))('mock-user-apis'));
});

test('A mock has addresses, credentials, a control plane, and stops', async () => {
  const mock = await start({ population: 10, vendors: ['foldspace', 'volt-mx'] });
  const { url, prefixUrl, headers } = mock.vendors['volt-mx'];

  assert.deepEqual(Object.keys(mock.vendors), ['foldspace', 'volt-mx']);
  for (const base of [url, prefixUrl])
    assert.equal((await fetch(`${base}/api/v1/audience/1`, { headers })).status, 200);
  assert.equal((await fetch(`${mock.control}/sandboxes`)).status, 200);
  assert.deepEqual([mock.token, mock.controlHeaders], [undefined, {}]);
  await mock[Symbol.asyncDispose]();
  await mock.stop();
  await assert.rejects(fetch(`${mock.control}/health`));
});

test('A control token is asked for, and is on no command line', async () => {
  const controlToken = 'of-sixteen-characters-or-more';
  const mock = await start({ controlToken, population: 10 });

  assert.equal((await fetch(`${mock.control}/sandboxes`)).status, 401);
  assert.equal((await fetch(`${mock.control}/sandboxes`, { headers: mock.controlHeaders })).status, 200);
  assert.equal(mock.token, controlToken);
  assert.doesNotMatch(readFileSync(`/proc/${mock.pid}/cmdline`, 'utf8'), /of-sixteen/);
  await mock.stop();
});

test('An option without a value is true or false, whatever the environment says', async () => {
  const file = join(folder, 'flags.mjs');
  writeFileSync(
    file,
    `import { start } from 'mock-user-apis';
    for (const options of [{}, { https: true }, { https: false }]) {
      const mock = await start({ population: 1, ...options });
      console.log(mock.url.split(':')[0]);
      await mock.stop();
    }`,
  );

  const ended = value => runIn(environment(folder, value), folder, process.execPath, file);

  assert.equal((await ended({})).said, 'http\nhttps\nhttp\n');
  assert.equal((await ended({ MOCK_USER_APIS_HTTPS: 'on' })).said, 'https\nhttps\nhttp\n');
});

test('What cannot be is told in the mock’s own words', async () => {
  await assert.rejects(start({ population: -1 }), { exitCode: 2, message: /^--population is "-1"\. Give / });
  await assert.rejects(start({ populations: 1 }), { exitCode: 2, message: /Did you mean --population\?/ });
  await assert.rejects(start({ host: '0.0.0.0' }), { exitCode: 2, message: /token/ });
  const taken = await start({ population: 1 });
  await assert.rejects(start({ port: new URL(taken.url).port }), { exitCode: 1, message: /--port/ });
  await taken.stop();
});

for (const [how, last, code, signal] of [
  ['forgets it', '', 0, undefined],
  ['throws', 'throw new Error("x")', 1, undefined],
  ['is killed', 'process.kill(process.pid, "SIGKILL")', null, 'SIGKILL'],
])
  test(`A process that ${how} takes its mock along`, async () => {
    const file = join(folder, 'forgets.mjs');
    const lines = ["import { start } from 'mock-user-apis';", 'const { url } = await start();', 'console.log(url);'];
    writeFileSync(file, [...lines, last].join('\n'));
    const ended = await run(folder, process.execPath, file);
    assert.deepEqual([ended.code, ended.signal ?? undefined], [code, signal]);

    const [url] = /http:\S+/.exec(ended.said);
    await until(async () => !(await answers(url)), `${url} is gone`);
  });

const answers = url =>
  fetch(`${url}/_mock/health`).then(
    () => true,
    () => false,
  );

test('A log that is asked for is on the standard output, and the token may be in a file', async () => {
  const file = join(folder, 'logs.mjs');
  writeFileSync(join(folder, 'token'), 'of-sixteen-characters-or-more\n');
  writeFileSync(
    file,
    `import { start } from 'mock-user-apis';
    const mock = await start({ log: 'json' });
    const { url, headers } = mock.vendors['gainsight-px'];
    await fetch(url + '/v1/users/user-000001', { headers });
    await mock.stop();
    console.log(mock.token);`,
  );
  const env = environment(folder, { MOCK_USER_APIS_CONTROL_TOKEN_FILE: join(folder, 'token') });

  const { code, said } = await runIn(env, folder, process.execPath, file);

  assert.equal(code, 0, said);
  const [request, stopped, token, ...more] = said.trim().split('\n');
  assert.equal(JSON.parse(request).operation, 'getUser');
  assert.equal(JSON.parse(stopped).event, 'stopped');
  assert.deepEqual([token, ...more], ['of-sixteen-characters-or-more']);
});

test('The types are those of what it does', async () => {
  borrow(folder, 'typescript');
  const lines = [
    "import { start, type Mock, type MockError, type ServeOptions } from 'mock-user-apis';",
    "const options: ServeOptions = { population: 10, rateLimits: false, vendors: ['foldspace'], controlToken: 'x' };",
    'await using mock: Mock = await start(options);',
    "const header: string | undefined = mock.vendors['foldspace']?.headers['x'];",
    'const base: string = mock.control + header + (mock.token ?? "");',
    '// @ts-expect-error: start() gives it itself.',
    "await start({ addressesFile: 'a.json' }).catch((error: MockError) => error.exitCode === 2);",
    'export { base };',
  ];
  writeFileSync(join(folder, 'typed.mts'), lines.join('\n'));
  const tsc = join(folder, 'node_modules/typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'esnext'];

  const { code, said } = await run(folder, process.execPath, tsc, ...options, 'typed.mts');

  assert.equal(code, 0, said);
});
