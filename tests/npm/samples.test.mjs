// The samples of the package's README, as the packed README has them, run where only the package is installed.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { WHOLE, borrow, project, run } from './installed.mjs';

let folder;
before(async () => {
  folder = await project(WHOLE);
  const readme = readFileSync(join(folder, 'node_modules/mock-user-apis/README.md'), 'utf8');
  // A sample begins with the name of its file.
  for (const [, text, name] of readme.matchAll(/^```[jt]s\n(\/\/ (\S+): [^]*?)^```$/gm))
    writeFileSync(join(folder, name), text);
  borrow(folder, 'vitest', 'typescript', '@types');
});

test('The sample of node:test passes', async () => {
  const { code, said } = await run(folder, process.execPath, '--test', 'users.test.mjs');

  assert.equal(code, 0, said);
  assert.match(said, /^[#ℹ] pass 1$/m);
});

test('The sample of vitest passes, and its types hold', async () => {
  const vitest = await run(folder, process.execPath, 'node_modules/vitest/vitest.mjs', 'run', 'retry.test.ts');
  assert.equal(vitest.code, 0, vitest.said);
  assert.match(vitest.said, /1 passed/);

  const strict = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext'];
  const tsc = await run(folder, process.execPath, 'node_modules/typescript/bin/tsc', ...strict, 'retry.test.ts');
  assert.equal(tsc.code, 0, tsc.said);
});
