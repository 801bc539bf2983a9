// Ajv, a validator that nobody here wrote, judges by the vendors' specs: every answer of the transcripts' requests and
// of requests with bodies at the boundaries of their schemas, and whether the mock takes the bodies that the spec does.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bodies } from './bodies.mjs';
import { call, start } from './mock.mjs';
import { transcripts } from './transcripts.mjs';

// What a body can break that is more than its schema (the path's user, a taken address) is not for ajv to say.
const SCHEMAS = new Set([
  'type',
  'enum',
  'format',
  'required',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'oneOf',
  'anyOf',
  'additionalProperties',
]);

// One key's value decides what another may be, or stands in for it; or a text has a number in it of 64 bits, which the
// vendor refuses in words of its own: no schema says that.
const BEYOND_SCHEMAS = new Set([
  'company/member',
  'events/user',
  'mass/attribute',
  'mass/value',
  'merge/ids',
  'product_event/user',
  'push/ksid',
  'update/state/usa',
]);

const mock = await start('--allowed-hosts', 'acme.user.com');
after(mock.stop);

for (const vendor of mock.apis) {
  test(`The answers to the transcripts of ${vendor.name} fit its spec`, async context => {
    const problems = [];
    let answers = 0;
    for (const transcript of transcripts(vendor.folder)) {
      for (const { step, answer } of await played(vendor, transcript)) {
        const problem = vendor.spec.answerProblem(step.method, step.target, answer);
        if (problem !== undefined) answers++;
        if (problem) problems.push(`${transcript.file}: ${step.method} ${step.target} → ${answer.status}: ${problem}`);
      }
    }

    context.diagnostic(`${answers} answers judged`);
    assert.deepEqual(problems, []);
    assert.ok(answers > 0);
  });

  test(`${vendor.name} takes the bodies that fit its spec and no others`, async context => {
    const sandbox = await mock.sandbox({ population: 20, rateLimits: false });
    const problems = [];
    const counts = { taken: 0, refused: 0 };
    for (const { path, method, operation } of vendor.spec.operations()) {
      const media = operation.requestBody?.content['application/json'];
      if (!media) continue;
      const good = vendor.spec.follow(Object.values(media.examples)[0]).value;
      const target = withExamples(path, operation);
      for (const [what, body] of bodies(vendor.spec, media.schema, good)) {
        const sent = { method, target, schema: media.schema, body: JSON.stringify(body) };
        const { problem, taken } = await judged(vendor, sandbox, sent);
        counts[taken ? 'taken' : 'refused']++;
        if (problem) problems.push(`${operation.operationId}: ${what}: ${problem}`);
      }
    }

    context.diagnostic(`${counts.taken} bodies taken and ${counts.refused} refused`);
    assert.deepEqual(problems, []);
    assert.ok(counts.taken > 0 && counts.refused > 0);
  });
}

async function played(vendor, { directives, sandbox: wanted, steps }) {
  const sandbox = await mock.sandbox(wanted);
  const clock = JSON.stringify({ now: directives.clock, freeze: true });
  if (directives.clock) await sandbox.control('POST', '/clock', clock);
  const answers = [];
  for (const step of steps) {
    if (step.control) await sandbox.control(step.method, step.target, step.body);
    else answers.push(...(await exchanged(vendor, sandbox, step)));
  }

  return answers;
}

async function exchanged(vendor, sandbox, step) {
  const { method, target: path, body } = step;
  const headers = {};
  for (const line of step.headers) {
    const [name, ...value] = line.split(':');
    if (line === '{credential}') Object.assign(headers, sandbox.headers(vendor.slug));
    else headers[name] = name in headers ? [headers[name], value.join(':').trim()].flat() : value.join(':').trim();
  }

  try {
    return [{ step, answer: await call(method, vendor.url, { agent: false, path, headers, body }) }];
  } catch {
    // Faults cut answers, and no HTTP library sends every target that a transcript has.
    return [];
  }
}

async function judged(vendor, sandbox, { method, target, schema, body }) {
  const { spec, slug, url, askedBy } = vendor;
  const headers = { ...sandbox.headers(slug), ...askedBy };
  const send = { headers: { ...headers, 'content-type': 'application/json' }, body };
  const answer = await call(method, url + target, send);
  const taken = answer.status < 300;
  const wrong = spec.answerProblem(method, target, answer) ?? (answer.status >= 500 ? answer.body : null);
  if (wrong) return { taken, problem: `${answer.status}: ${wrong}` };
  const unfit = spec.bodyProblem(schema, body);
  if (!taken) return { taken, problem: unfit ? null : await refusalProblem(sandbox, answer) };
  // Where the path can be read, the read shows what the body made of the user.
  const unread = spec.answerProblem('GET', target, await call('GET', url + target, { headers }));
  await sandbox.control('POST', '/reset');
  return { taken, problem: unfit ? `taken, though ${unfit}` : unread && `a read: ${unread}` };
}

async function refusalProblem(sandbox, answer) {
  if (!answer.headers['x-mock-findings']) return null;
  const { findings } = await sandbox.entry(answer);
  const refused = findings.filter(
    finding =>
      finding.refused && finding.in === 'body' && SCHEMAS.has(finding.keyword) && !BEYOND_SCHEMAS.has(finding.rule),
  );
  return refused.length === 0 ? null : `${answer.status}, though it fits: ${JSON.stringify(refused[0])}`;
}

function withExamples(path, { parameters = [] }) {
  return path.replace(/\{([^}]+)\}/g, (_, name) => {
    const { example, examples } = parameters.find(parameter => parameter.name === name);
    return encodeURIComponent(example ?? Object.values(examples)[0].value);
  });
}
