#!/usr/bin/env node
// The program in this one's place: its arguments, streams and exit code are those of the program, and so are signals.
'use strict';
const { launch } = require('./program.js');

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP'];
const KEPT = 'MOCK_USER_APIS_STOP_WITH_STDIN';
// What the terminal and npm both send is one signal; nobody presses twice so soon.
const ONCE = 500;

const args = process.argv.slice(2);

/** A pipe that only this process holds: killed, it takes the mock along. Not where our own input has a reader. */
function holdsPipe() {
  const given = Object.keys(process.env).filter(name => name.startsWith('MOCK_USER_APIS_'));
  const words = [...args, ...given.map(name => process.env[name])];
  const isRead = words.some(word => /(^|=)(-|\/dev\/(stdin|fd\/0))$/.test(word));
  const isSaid = KEPT in process.env || args.some(word => word.startsWith('--stop-with-stdin'));
  return args[0] === 'serve' && !isRead && !isSaid;
}

function run() {
  const own = holdsPipe();
  const child = launch(args, [own ? 'pipe' : 'inherit', 'inherit', 'inherit'], own ? { [KEPT]: 'on' } : {});
  const last = {};
  const pass = signal => {
    const now = performance.now();
    if (now - (last[signal] ?? -ONCE) >= ONCE) child.kill(signal);
    last[signal] = now;
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  if (process.env.npm_command !== undefined) watchShell(() => pass('SIGTERM'));
  child.once('failed', fail);
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

// npm signals its shell, which passes nothing on: it ends, and this process has another parent.
function watchShell(ended) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    ended();
  }, 200);
}

function fail(error) {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
}

try {
  run();
} catch (error) {
  fail(error);
}
