// What the packed files are, and that they install where no registry is.
import assert from 'node:assert/strict';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MAIN, PLATFORM, WHOLE, packed, project, run, serve, until } from './installed.mjs';

test('One file has the program in it: npx of it serves, and goes when npx is told to', async () => {
  const folder = await project();
  cpSync(packed(WHOLE), join(folder, 'mock.tgz'));
  const { child, gone, base, state } = await serve(folder, 'npx', ['--yes', './mock.tgz']);
  assert.equal((await fetch(`${base}/_mock/health`)).status, 200);

  child.kill('SIGTERM');

  // npm ends at once, by the signal, and its shell with it.
  await gone;
  await until(() => existsSync(state), 'the state is saved');
});

test('The two files installed together are the program', async () => {
  const folder = await project(MAIN, PLATFORM);

  const { code, said } = await run(folder, 'npx', 'mock-user-apis', '--version');

  assert.equal(code, 0, said);
  assert.match(said, /^\d+\.\d+\.\d+/);
});

test('Everything in the files may be read by every user of the machine', async () => {
  const folder = await project(MAIN, PLATFORM);

  const { said } = await run(folder, 'find', join(folder, 'node_modules'), '!', '-perm', '-044', '!', '-type', 'l');

  assert.equal(said, '');
});
