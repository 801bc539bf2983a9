// Load on one URL: wrk where it is installed, autocannon (which costs far more CPU itself) where it is not.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { killAtExit, temporaryFolder } from '../scripts/exit.mjs';

const execute = promisify(execFile);
const run = (...command) => {
  const running = execute(...command);
  killAtExit(running.child);
  return running;
};
const here = import.meta.dirname;
const autocannon = join(here, 'peers/node_modules/autocannon/autocannon.js');
export const onPath = name => process.env.PATH.split(':').some(folder => existsSync(join(folder, name)));
const folder = temporaryFolder();

export const generator = onPath('wrk') ? 'wrk' : existsSync(autocannon) ? 'autocannon' : undefined;

export const temporary = name => join(folder, name);

/** Requests a second, p50 and p99 in milliseconds, requests, failures. `more` is for request.lua, and needs wrk. */
export async function load(url, update, { seconds, connections = 32, more }) {
  if (generator === 'wrk') {
    const env = {
      ...process.env,
      METHOD: update.method,
      BODY: update.body,
      HEADERS: Object.entries(update.headers)
        .map(h => h.join(': '))
        .join('\n'),
      ...more,
    };
    const { stdout } = await run(
      'wrk',
      ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', join(here, 'request.lua'), url],
      { env },
    );
    return JSON.parse(/^RESULT (.*)$/m.exec(stdout)[1]);
  }

  const headers = Object.entries(update.send).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const { stdout } = await run(
    process.execPath,
    [autocannon, '-j', '-c', connections, '-d', seconds, '-m', update.method, ...headers, '-b', update.body, url].map(
      String,
    ),
    { maxBuffer: 1 << 24 },
  );
  const told = JSON.parse(stdout);
  return {
    perSecond: told.requests.average,
    p50: told.latency.p50,
    p99: told.latency.p99,
    requests: told.requests.total,
    failed: told.non2xx + told.errors,
  };
}
