// A mock of its own on free ports, and Debian's Chromium to look at it.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from '../scripts/serve.mjs';

const root = resolve(import.meta.dirname, '../..');
const built = `src/MockUserApis/bin/${process.env.CONFIGURATION ?? 'Release'}/net10.0/mock-user-apis.dll`;
const program = process.env.MOCK_PROGRAM || join(root, built);

/** Runs a curl line as a shell does; what it prints. */
export const curl = async line => (await promisify(execFile)('bash', ['-c', `${line} -s`])).stdout;

/** What shows that a page has drawn itself. */
export const ready = {
  traffic: '#exchanges > li, .nothing .empty',
  refused: '#exchange-title',
  changed: '#diff',
  faulted: '#exchange-title',
  users: '.people > li',
  user: '.split:has(.people > li) .j-key',
  nobody: '.split:has(.people > li) #save',
  faults: '.columns:has(.clock-now):has(.switch)',
  coverage: '.operation',
  rules: '.rules tbody tr',
  docs: '.opblock',
};

export const artifacts = join(root, 'artifacts/screenshots');

export async function startMock(...args) {
  const { server, ...mock } = await serve(program, ...args);
  return {
    ...mock,
    async stop() {
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}

/** What a browser's user trusts is in the home folder of its environment. */
export const startBrowser = (env = process.env) =>
  chromium.launch({
    env,
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });

/** A page that keeps what went wrong in it. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', message => {
    if (message.type() === 'error' || /Content Security Policy|Trusted/i.test(message.text()))
      wrong.push(message.text());
  });
  page.on('pageerror', error => wrong.push(String(error)));
  return { page, wrong, close: () => context.close() };
}

/**
 * A sandbox of its own for one test: its name, its credentials, where the control plane has it and where each page
 * shows it.
 */
export async function newBox(mock, options = {}) {
  const { name, credentials } = await (
    await fetch(`${mock.base}/_mock/sandboxes`, { method: 'POST', body: JSON.stringify(options) })
  ).json();
  const page = path => {
    const url = new URL(path, `${mock.base}/_mock/`);
    url.searchParams.set('sandbox', name);
    return url.href;
  };
  return { name, credentials, url: `${mock.base}/_mock/sandboxes/${name}`, page };
}

/**
 * A vendor call: the first user's address of the update operation, at the vendor's own port, with the sandbox's
 * credential.
 */
export async function userOf(box, vendor) {
  const update = vendor.operations.find(o => o.id === vendor.updateOperation);
  const [{ key }] = await (await fetch(`${box.url}/users/${vendor.slug}?limit=1&view=keyed`)).json();
  return {
    method: update.method,
    url: vendor.url + update.path.replace(/\{[^}]*\}/, encodeURIComponent(key)),
    key,
    headers: box.credentials[vendor.slug].headers,
  };
}
