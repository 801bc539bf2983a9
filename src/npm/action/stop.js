// The action's second half, at the end of the job, whatever happened in it: stops the mock and shows what it said.
'use strict';
const { readFileSync } = require('node:fs');

// Longer than it takes to finish what it accepted and to save.
const STOPS_WITHIN = 15_000;

async function main() {
  const { STATE_pid: pid, STATE_log: log } = process.env;
  // It was never started.
  if (!pid) return;
  if (!signalled(pid, 'SIGTERM')) console.log('::warning title=mock-user-apis::The mock had ended before the job did.');
  const late = AbortSignal.timeout(STOPS_WITHIN);
  while (signalled(pid, 0)) {
    if (late.aborted) signalled(pid, 'SIGKILL');
    if (late.aborted) break;
    await new Promise(done => setTimeout(done, 50));
  }

  console.log(`::group::What the mock said\n${readFileSync(log, 'utf8')}\n::endgroup::`);
}

function signalled(pid, signal) {
  try {
    return process.kill(Number(pid), signal);
  } catch {
    return false;
  }
}

main();
