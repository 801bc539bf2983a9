// The action's two scripts as a runner calls them: inputs in variables, outputs and state in files.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { WHOLE, environment, packed, project, runIn } from './installed.mjs';

let folder, installed;
before(async () => {
  folder = await project(WHOLE);
  installed = join(folder, 'node_modules/mock-user-apis');
});

// A test that fails stops none.
const mocks = [];
process.once('exit', () => {
  for (const pid of mocks)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was stopped.
    }
});

/** A job of one step: what its files have after the start, and how it is ended. */
async function job(action, inputs) {
  const temporary = join(folder, `job-${performance.now()}`);
  mkdirSync(temporary);
  const [output, state] = ['output', 'state'].map(name => join(temporary, name));
  for (const file of [output, state]) writeFileSync(file, '');
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const runner = { RUNNER_TEMP: temporary, GITHUB_OUTPUT: output, GITHUB_STATE: state, ...Object.fromEntries(given) };
  const call = (script, more) =>
    runIn(environment(folder, { ...runner, ...more }), folder, process.execPath, join(action, script));
  const started = await call('action/start.js', {});
  mocks.push(Number(lines(state).pid));
  const states = Object.entries(lines(state)).map(([name, value]) => [`STATE_${name}`, value]);
  return { started, outputs: lines(output), stop: () => call('action/stop.js', Object.fromEntries(states)) };
}

const lines = file =>
  Object.fromEntries(
    [...readFileSync(file, 'utf8').matchAll(/^([^=]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );

test('The files that action.yml names are in the package, and its outputs are those that are written', async () => {
  const yaml = readFileSync(join(installed, 'action.yml'), 'utf8');
  const [, main] = /^ {2}main: (.+)$/m.exec(yaml);
  const [, post] = /^ {2}post: (.+)$/m.exec(yaml);
  for (const file of [main, post]) assert.ok(existsSync(join(installed, file)), file);
  const declared = [.../^outputs:\n([^]*?)^\w/m.exec(yaml)[1].matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => name);
  const { outputs, stop } = await job(installed, {});
  await stop();

  assert.deepEqual(Object.keys(outputs), declared);
});

test('A job has a mock that is ready, as its arguments say, until it ends', async () => {
  const args = '--population 5 --vendors "foldspace,gainsight-px"';
  const { started, outputs, stop } = await job(installed, { args });
  assert.equal(started.code, 0, started.said);
  const vendors = JSON.parse(outputs.vendors);
  const { url, headers } = vendors['gainsight-px'];

  assert.deepEqual(Object.keys(vendors).sort(), ['foldspace', 'gainsight-px']);
  assert.equal((await fetch(`${url}/v1/users/user-000005`, { headers })).status, 200);
  assert.equal((await fetch(`${url}/v1/users/user-000006`, { headers })).status, 404);
  assert.equal((await fetch(`${outputs.control}/health`)).status, 200);
  assert.ok(existsSync(outputs['addresses-file']));
  const stopped = await stop();
  assert.equal(stopped.code, 0, stopped.said);
  assert.match(stopped.said, /^::group::What the mock said\nMock user APIs/);
  assert.ok(!existsSync(outputs['addresses-file']));
  await assert.rejects(fetch(`${outputs.control}/health`));
});

test('In a checkout the program is not beside it: it installs the package', async () => {
  const checkout = join(folder, 'checkout');
  cpSync(installed, checkout, {
    recursive: true,
    filter: from => !from.endsWith('node_modules') || from === installed,
  });
  const { started, outputs, stop } = await job(checkout, { package: packed(WHOLE) });

  assert.equal(started.code, 0, started.said);
  assert.equal((await fetch(`${outputs.control}/health`)).status, 200);
  await stop();
});

test('What cannot be fails the step with the mock’s own sentence and exit code', async () => {
  const { started, stop } = await job(installed, { args: '--population none' });

  assert.equal(started.code, 2);
  assert.match(started.said, /^::error title=mock-user-apis::--population is "none"\. Give /);
  const { code, said } = await stop();
  assert.equal(code, 0);
  assert.match(said, /^::warning /);
});
