// The dotnet tool as its users get it: from a folder of packages, in a home of their own.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { before, test } from 'node:test';
import { temporaryFolder } from '../scripts/exit.mjs';
import { environment, run, runIn, serve } from '../npm/installed.mjs';

const source = resolve(process.env.TOOL ?? 'artifacts/tool');
const folder = temporaryFolder();
// What dotnet has unpacked once it never looks at again.
const home = { DOTNET_CLI_HOME: folder, NUGET_PACKAGES: join(folder, 'packages'), DOTNET_NOLOGO: '1' };
const install = (path, more = home) => {
  const args = ['tool', 'install', 'mock-user-apis', '--source', source, '--tool-path', path];
  return runIn(environment(folder, more), folder, 'dotnet', ...args);
};
const tools = join(folder, 'tools');

before(async () => {
  const { code, said } = await install(tools);
  assert.equal(code, 0, said);
});

test('Installed, it is the native program: it needs no runtime', async () => {
  const name = 'mock-user-apis.linux-x64';
  const stored = readdirSync(join(tools, '.store/mock-user-apis'), { recursive: true });
  const nowhere = { ...environment(folder), PATH: '/nowhere', DOTNET_ROOT: '/nowhere' };

  assert.ok(stored.some(path => path.includes(name)));
  assert.deepEqual(
    stored.filter(path => /\.(dll|pdb)$/.test(path)),
    [],
  );
  const { code, said } = await runIn(nowhere, folder, join(tools, 'mock-user-apis'), '--version');
  assert.equal(code, 0, said);
  assert.match(said, /^\d+\.\d+\.\d+/);
});

test('Installed, it serves, and its exit codes are the program’s', async () => {
  const program = join(tools, 'mock-user-apis');
  const { child, gone, base } = await serve(folder, program, []);
  assert.equal((await fetch(`${base}/_mock/health`)).status, 200);
  child.kill('SIGTERM');

  assert.deepEqual(await gone, { code: 0, signal: null });
  assert.equal((await run(folder, program, 'serve', '--port', 'x')).code, 2);
  assert.equal((await run(folder, program, 'serve', '--host', '0.0.0.0')).code, 2);
});

test('dnx starts it without an installation', async () => {
  const dnx = ['dnx', 'mock-user-apis', '--yes', '--source', source];
  const { child, gone, base } = await serve(folder, 'dotnet', dnx, { more: home, detached: true });
  assert.equal((await fetch(`${base}/_mock/health`)).status, 200);
  process.kill(-child.pid, 'SIGINT');

  assert.equal((await gone).code, 0);
});

for (const [platform, wanted] of [
  ['linux-riscv64', 'mock-user-apis.any'],
  // It counts as linux-x64, whose C library it does not have.
  ['linux-musl-x64', 'mock-user-apis.linux-musl-x64'],
])
  test(`On ${platform}, which has no native package, it is the build for the runtime`, async () => {
    const path = join(folder, platform);
    const { code, said } = await install(path, { ...home, DOTNET_RUNTIME_ID: platform });
    assert.equal(code, 0, said);
    const stored = readdirSync(join(path, '.store/mock-user-apis'), { recursive: true });

    assert.ok(stored.some(file => file.endsWith(`/${wanted}`)));
    const file = stored.find(file => file.endsWith('mock-user-apis.runtimeconfig.json'));
    const config = JSON.parse(readFileSync(join(path, '.store/mock-user-apis', file), 'utf8'));
    assert.equal(config.runtimeOptions.rollForward, 'Major');
    assert.equal((await run(folder, join(path, 'mock-user-apis'), '--version')).code, 0);
  });
