// The action's first half: starts the mock, which outlives this step, and says where it is.
'use strict';
const { execFileSync, spawn } = require('node:child_process');
const { appendFileSync, existsSync, mkdtempSync, openSync, readFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const READY_WITHIN = 30_000;

async function main() {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), 'mock-user-apis-'));
  const addresses = join(folder, 'addresses.json');
  const log = join(folder, 'mock.log');
  const output = openSync(log, 'a');
  const args = ['serve', '--port', '0', '--addresses-file', addresses, ...words(process.env.INPUT_ARGS ?? '')];
  const child = spawn(program(folder), args, { detached: true, stdio: ['ignore', output, output] });
  child.unref();
  const ended = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', code => reject(Object.assign(new Error(readFileSync(log, 'utf8').trim()), { code })));
  });
  write('GITHUB_STATE', { pid: child.pid, log });

  const rows = await Promise.race([ready(addresses), ended]);
  const [{ slug, prefixUrl }] = rows;
  const url = prefixUrl.slice(0, -slug.length - 1);
  const vendors = rows.map(row => [
    row.slug,
    { url: row.url, prefixUrl: row.prefixUrl, headers: row.credential.headers },
  ]);
  write('GITHUB_OUTPUT', {
    vendors: JSON.stringify(Object.fromEntries(vendors)),
    url,
    control: `${url}/_mock`,
    'addresses-file': addresses,
  });
  console.log(readFileSync(log, 'utf8'));
}

/** In an installed package the program is beside; in a checkout of the repository it is not. */
function program(folder) {
  try {
    return require('../program.js').program();
  } catch {
    const wanted = process.env.INPUT_PACKAGE || 'mock-user-apis';
    // cmd.exe starts npm on Windows, and takes it by this name alone.
    const shell = process.platform === 'win32';
    const install = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', wanted];
    execFileSync('npm', install, { stdio: 'inherit', shell });
    return require(join(folder, 'node_modules/mock-user-apis/program.js')).program();
  }
}

/** As a shell splits them; quotes keep words together. */
function words(text) {
  return [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
}

async function ready(addresses) {
  const late = AbortSignal.timeout(READY_WITHIN);
  for (;;) {
    if (existsSync(addresses)) {
      const rows = JSON.parse(readFileSync(addresses, 'utf8'));
      const health = await fetch(new URL('/_mock/health', rows[0].prefixUrl)).catch(() => undefined);
      if (health?.ok) return rows;
    }

    if (late.aborted) throw new Error(`The mock was not ready within ${READY_WITHIN / 1000} s.`);
    await new Promise(done => setTimeout(done, 20));
  }
}

/** Each value on a line: none of them has more than one. */
function write(file, values) {
  for (const [name, value] of Object.entries(values)) appendFileSync(process.env[file], `${name}=${value}\n`);
}

main().then(
  () => process.exit(),
  error => {
    console.log(`::error title=mock-user-apis::${error.message.replaceAll('%', '%25').replaceAll('\n', '%0A')}`);
    process.exit(error.code > 0 ? error.code : (error.exitCode ?? 1));
  },
);
