// Processes and what they cost: Linux's /proc.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_START = 30_000;
const TICKS = 100;

/** Starts a program in a group of its own; `said` is its last line. */
export function start(command, { cwd, env } = {}) {
  const child = spawn(command[0], command.slice(1), { cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const running = { child, pid: child.pid, said: '', over: false };
  const hear = text => { running.said = text.toString().trim().split('\n').at(-1) || running.said; };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.on('error', error => { running.said = error.message; running.over = true; });
  running.ended = new Promise(resolve => child.on('close', () => { running.over = true; resolve(); }).on('error', resolve));
  return running;
}

export async function stop(running) {
  const kill = signal => { try { process.kill(-running.pid, signal); } catch { /* gone already */ } };
  if (!running.over) kill('SIGTERM');
  const timer = setTimeout(() => kill('SIGKILL'), 8000);
  await running.ended;
  clearTimeout(timer);
}

/** A port that is free, and the `more` after it. */
export async function freePort(more = 0) {
  const bind = port => new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(port, '127.0.0.1', () => { const bound = server.address().port; server.close(() => resolve(bound)); });
  });
  for (;;) {
    const port = await bind(0);
    try {
      for (let i = 1; i <= more; i++) await bind(port + i);
      return port;
    } catch { /* one of them is taken: from elsewhere */ }
  }
}

export function call(method, url, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent: false, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) } }, answer => {
      let text = '';
      answer.on('data', part => { text += part; }).on('end', () => resolve({ status: answer.statusCode, text })).on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Waits for the first 2xx of the update call; the milliseconds since `began`, or undefined when there was none. */
export async function first2xx(running, url, update, began) {
  while (!running.over && performance.now() - began < LONGEST_START) {
    try {
      const answer = await call(update.method, url, update.body, update.send);
      if (answer.status >= 200 && answer.status < 300) return performance.now() - began;
      running.said = `answered ${answer.status} ${answer.text.slice(0, 200)}`;
      await pause(100);
    } catch { await pause(1); }
  }
}

const family = pid => {
  try {
    return [pid, ...readdirSync(`/proc/${pid}/task`).flatMap(t => readFileSync(`/proc/${pid}/task/${t}/children`, 'utf8').trim().split(' ').filter(Boolean).flatMap(c => family(Number(c))))];
  } catch { return []; }
};
const sum = (pid, of) => family(pid).reduce((total, p) => { try { return total + of(p); } catch { return total; } }, 0);

/** Resident bytes of a process and its children. */
export const resident = pid => sum(pid, p => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, 'utf8'))?.[1] ?? 0) * 1024);

/** CPU seconds, user and system. */
export const cpu = pid => sum(pid, p => {
  const fields = readFileSync(`/proc/${p}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
});
