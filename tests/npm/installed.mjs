// The packed package, installed as somebody does who has only the file: outside the repository, without a registry.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killAtExit, temporaryFolder } from '../scripts/exit.mjs';

const packages = resolve(process.env.PACKAGES ?? 'artifacts/npm');
const tools = fileURLToPath(new URL('node_modules', import.meta.url));

/** The packed file of which the name matches. */
export function packed(name) {
  const file = readdirSync(packages).find(f => name.test(f));
  return file ? join(packages, file) : fail(`${packages} has no ${name}: make npm writes it.`);
}

export const MAIN = /^mock-user-apis-\d[\d.]*\.tgz$/;
export const PLATFORM = /^mock-user-apis-linux-/;
export const WHOLE = /-with-linux-/;

/** A folder with a package.json, in which these packed files are installed. */
export async function project(...files) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  if (files.length > 0) {
    const { code, said } = await run(folder, 'npm', 'install', ...files.map(packed));
    if (code !== 0) fail(said);
  }

  return folder;
}

/** Makes a tool of the tests' own look installed there. */
export function borrow(folder, ...names) {
  for (const name of names) symlinkSync(join(tools, name), join(folder, 'node_modules', name));
}

/** A registry that nobody serves, a cache and a home of its own: what is not in the file is not had. */
export function environment(folder, more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|MOCK_USER_APIS_)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: folder,
    npm_config_cache: join(folder, '.npm'),
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_update_notifier: 'false',
    npm_config_audit: 'false',
    ...more,
  };
}

/** Runs to its end: the exit code, and all that it said. */
export function run(folder, program, ...args) {
  return runIn(environment(folder), folder, program, ...args);
}

export function runIn(env, cwd, program, ...args) {
  return new Promise(done => {
    const child = execFile(program, args, { cwd, env }, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, signal: error?.signal, said: stdout + stderr }),
    );
    child.stdin.end();
  });
}

/** Serves until it is told to stop: `gone` is how its first process ends, `base` its base address. */
export async function serve(folder, program, args, { detached = false, more = {} } = {}) {
  const files = temporaryFolder();
  const [addresses, state] = ['addresses.json', 'state.json'].map(name => join(files, name));
  const own = ['serve', '--port', '0', '--addresses-file', addresses, '--state', state];
  const stdio = ['pipe', 'pipe', 'inherit'];
  const env = environment(folder, more);
  const child = spawn(program, [...args, ...own], { cwd: folder, env, stdio, detached });
  killAtExit(child);
  const gone = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  await Promise.race([once(child.stdout, 'data'), gone]);
  if (!existsSync(addresses)) fail(`It did not start: ${JSON.stringify(await gone)}`);
  child.stdout.resume();
  const [{ slug, prefixUrl }] = JSON.parse(readFileSync(addresses, 'utf8'));
  return { child, gone, base: prefixUrl.slice(0, -slug.length - 1), state };
}

/** Waits for what another process does. */
export async function until(holds, what) {
  const late = AbortSignal.timeout(20_000);
  while (!(await holds())) {
    if (late.aborted) fail(`Not within 20 s: ${what}.`);
    await new Promise(setImmediate);
  }
}

function fail(sentence) {
  throw new Error(sentence);
}
