// Processes and what they cost: Linux's /proc.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { call } from '../scripts/call.mjs';
import { killAtExit } from '../scripts/exit.mjs';

const LONGEST_START = 30_000;
const TICKS = 100;

/** Starts a program in a group of its own, which ends with this process at the latest; `said` is its last line. */
export function start(command, { cwd, env } = {}) {
  const child = spawn(command[0], command.slice(1), {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  killAtExit(child, true);
  const running = { child, pid: child.pid, said: '', over: false };
  const hear = text => {
    running.said = text.toString().trim().split('\n').at(-1) || running.said;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.on('error', error => {
    running.said = error.message;
    running.over = true;
  });
  running.ended = new Promise(resolve =>
    child
      .on('close', () => {
        running.over = true;
        resolve();
      })
      .on('error', resolve),
  );
  return running;
}

export async function stop(running) {
  const kill = signal => {
    try {
      process.kill(-running.pid, signal);
    } catch {
      /* gone already */
    }
  };
  if (!running.over) kill('SIGTERM');
  const timer = setTimeout(() => kill('SIGKILL'), 8000);
  await running.ended;
  clearTimeout(timer);
}

/** A port that is free, and the `more` after it. */
export async function freePort(more = 0) {
  const bind = port =>
    new Promise((resolve, reject) => {
      const server = createServer()
        .once('error', reject)
        .listen(port, '127.0.0.1', () => {
          const bound = server.address().port;
          server.close(() => resolve(bound));
        });
    });
  for (;;) {
    const port = await bind(0);
    try {
      for (let i = 1; i <= more; i++) await bind(port + i);
      return port;
    } catch {
      /* one of them is taken: from elsewhere */
    }
  }
}

/**
 * Starts one of servers.mjs: what its `open` gave, the process `running`, and the milliseconds it `took` to the first 2xx of
 * the update call. Throws what it said when there was none.
 */
export async function open(server, update, tries = 3) {
  const opened = await server.open(update);
  const began = performance.now();
  const running = start(opened.command, opened);
  while (!running.over && performance.now() - began < LONGEST_START) {
    const answer = await call(false, update.method, opened.url, update.body, update.send);
    if (answer.status >= 200 && answer.status < 300) return { ...opened, running, took: performance.now() - began };
    if (answer.status !== 0) running.said = `answered ${answer.status} ${answer.text.slice(0, 200)}`;
    await pause(answer.status === 0 ? 1 : 100);
  }

  // What it says when it is stopped is not the reason.
  const why = new Error(`did not start; the last it said was "${running.said}"`);
  await stop(running);
  // The port was free when it was chosen.
  if (tries > 1 && running.said.includes('address already in use')) return open(server, update, tries - 1);
  throw why;
}

const family = pid => {
  try {
    return [
      pid,
      ...readdirSync(`/proc/${pid}/task`).flatMap(t =>
        readFileSync(`/proc/${pid}/task/${t}/children`, 'utf8')
          .trim()
          .split(' ')
          .filter(Boolean)
          .flatMap(c => family(Number(c))),
      ),
    ];
  } catch {
    return [];
  }
};
const sum = (pid, of) =>
  family(pid).reduce((total, p) => {
    try {
      return total + of(p);
    } catch {
      return total;
    }
  }, 0);

/** Resident bytes of a process and its children. */
export const resident = pid =>
  sum(pid, p => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, 'utf8'))?.[1] ?? 0) * 1024);

/** CPU seconds, user and system. */
export const cpu = pid =>
  sum(pid, p => {
    const fields = readFileSync(`/proc/${p}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  });
