// The requests of the vendors' wire transcripts; Support/Transcript.cs of the tests project describes the form.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VENDORS = fileURLToPath(new URL('../MockUserApis.Tests/Vendors/', import.meta.url));
const OF_THE_SANDBOX = ['profile', 'seed', 'population'];

/** What each transcript's sandbox is made with, and its steps; those whose answers may depart from the spec not. */
export function transcripts(below) {
  const folder = `${VENDORS}${below}/transcripts/`;
  return readdirSync(folder)
    .filter(file => file.endsWith('.http'))
    .map(file => read(file, readFileSync(folder + file, 'utf8')))
    .filter(({ directives }) => !directives.answers);
}

function read(file, text) {
  const directives = {};
  const steps = [];
  let asked = false;
  for (const line of text.split('\n')) {
    const [, name, value] = /^# (\w+): (.*)$/.exec(line) ?? [];
    if (name) directives[name] = value.trim();
    if (line.startsWith('mock> ')) steps.push(control(line.slice(6)));
    if (line.startsWith('>')) {
      if (!asked) steps.push(exchange(line.slice(1).trim()));
      else take(steps.at(-1), line.slice(line[1] === ' ' ? 2 : 1));
    }

    asked = line.startsWith('>');
  }

  // Parts are set apart by both.
  for (const step of steps.filter(({ headers }) => headers?.some(header => header.includes(': multipart/'))))
    step.body = step.body?.replaceAll('\n', '\r\n');

  const sandbox = Object.fromEntries(
    Object.entries(directives)
      .filter(([name]) => OF_THE_SANDBOX.includes(name))
      .map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]),
  );
  return { file, directives, sandbox, steps };
}

function control(line) {
  const [method, path, ...body] = line.split(' ');
  return { control: true, method, target: path, body: body.join(' ') || undefined };
}

function exchange(line) {
  const [method, target] = line.split(' ');
  return { method, target, headers: [] };
}

function take(step, text) {
  if (step.body !== undefined) step.body += (step.body && '\n') + text;
  else if (text === '') step.body = '';
  else step.headers.push(text);
}
