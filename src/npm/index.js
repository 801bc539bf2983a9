// The mock for tests in Node: start() on free ports, stop() or the end of this process ends it.
'use strict';
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { commandLine } = require('./options.js');
const { launch } = require('./program.js');

// Longer than it takes to finish what it accepted and to save.
const STOPS_WITHIN = 15_000;

async function start(options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mock-user-apis-'));
  try {
    const addresses = join(folder, 'addresses.json');
    const own = { addressesFile: addresses, stopWithStdin: true };
    const { args, environment } = commandLine({ port: 0, ...options, ...own });
    const child = launch(['serve', ...args], 'pipe', environment);
    const heard = hear(child, (options.log ?? process.env.MOCK_USER_APIS_LOG) === 'json');
    await ready(child, addresses, heard);
    heard.passOn();
    // What holds a test process open from here on is its own work, not the mock.
    for (const held of [child, child.stdin, child.stdout, child.stderr]) held.unref();
    return mock(child, JSON.parse(readFileSync(addresses, 'utf8')), token(options), heard);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What it complains of, for the error of a start or a stop that fails; and its log, for this process's own streams. */
function hear(child, isJson) {
  const ended = new Promise(resolve => child.once('close', (...how) => resolve(how)));
  const heard = { said: '', ended, passOn: () => {} };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8');
  child.stderr.on('data', text => (heard.said = (heard.said + text).slice(-10_000)));
  afterGreeting(isJson ? child.stderr : child.stdout, isJson ? process.stderr : process.stdout);
  if (isJson) child.stdout.on('data', text => process.stdout.write(text));
  else
    heard.passOn = () => {
      process.stderr.write(heard.said);
      child.stderr.on('data', text => process.stderr.write(text));
    };
  return heard;
}

/** The greeting, up to its last line, is for people. */
function afterGreeting(stream, to) {
  let greeting = '';
  const look = text => {
    greeting += text;
    const last = /^Stop .*\n/m.exec(greeting);
    if (!last) return;
    stream.off('data', look).on('data', text => to.write(text));
    to.write(greeting.slice(last.index + last[0].length));
  };
  stream.on('data', look);
}

// It greets once it serves, after writing the file; a warning may come before.
function ready(child, addresses, heard) {
  return new Promise((resolve, reject) => {
    const look = () => existsSync(addresses) && resolve();
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('failed', reject);
    heard.ended.then(([code, signal]) => reject(failure(heard, code, signal)));
  });
}

function mock(child, rows, token, heard) {
  const [{ slug, prefixUrl }] = rows;
  const url = prefixUrl.slice(0, -slug.length - 1);
  const vendors = rows.map(({ credential, ...row }) => [row.slug, { ...row, headers: credential.headers }]);
  let stopped;
  const stop = () => (stopped ??= end(child, heard));
  return {
    url,
    control: `${url}/_mock`,
    token,
    controlHeaders: token === undefined ? {} : { authorization: `Bearer ${token}` },
    vendors: Object.fromEntries(vendors),
    pid: child.pid,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function end(child, heard) {
  child.ref();
  const late = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN);
  child.stdin.end();
  const [code, signal] = await heard.ended;
  clearTimeout(late);
  if (code !== 0) throw failure(heard, code, signal);
}

function failure({ said }, code, signal) {
  const how = signal ? `was ended by ${signal}` : `ended with ${code}`;
  return Object.assign(new Error(said.trim() || `The mock ${how}.`), { exitCode: code });
}

/** The token that the program takes: what is given here comes before what the environment gives. */
function token({ controlToken, controlTokenFile }) {
  const isGiven = controlToken !== undefined || controlTokenFile !== undefined;
  const { MOCK_USER_APIS_CONTROL_TOKEN: value, MOCK_USER_APIS_CONTROL_TOKEN_FILE: path } = isGiven ? {} : process.env;
  const file = controlTokenFile ?? path;
  return file === undefined
    ? (controlToken ?? value)
    : readFileSync(file, 'utf8')
        .split(/[\r\n]/, 1)[0]
        .trim();
}

module.exports.start = start;
