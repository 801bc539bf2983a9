// What was wrong with an exchange: every problem, which of them refused it, and the request that would pass.
import { h, badge, button, evidence, copy } from './dom.js';
import { pageUrl } from './api.js';

const parties = {
  client: ['Your client', 'bad', 'the request departs from what the vendor documents'],
  'spec gap': ['A gap in the documents', 'warn', "the vendor's documents are silent here"],
  mock: ['Not mocked', 'info', 'the vendor has this, the mock does not'],
  browser: ['A browser', 'info', "it asked by itself, before the client's own request"],
  'mock assumption': ['The mock', 'info', "this answer is the mock's doing or its assumption"],
};

// Where a problem is when no pointer says it.
const places = { body: 'the whole body', rate: 'the rate limit' };

/** A card for an exchange's diagnosis; a calm one where there is nothing to explain. */
export function diagnosis(entry) {
  const d = entry.diagnosis;
  if (!d) return entry.status < 400 ? calm() : null;
  const [who, kind, why] = parties[d.party] ?? [d.party, '', ''];
  const wasRight = entry.fault || d.problems.every(p => p.in === 'rate');
  return h(
    'section',
    { class: `card diagnosis ${kind}`, id: 'diagnosis' },
    h('h3', {}, title(entry, d), ' ', badge(who, kind)),
    said(entry, d),
    d.problems.map(p => problemRow(p, entry, d.problems.length > 1)),
    h(
      'p',
      { class: 'muted small' },
      `Whose doing: ${who.toLowerCase()} (${why}).`,
      d.spec ? ` Described in ${d.spec}.` : '',
    ),
    d.curl ? again(d.curl, wasRight) : null,
  );
}

const calm = () =>
  h(
    'section',
    { class: 'card calm' },
    h('h3', {}, badge('Kept the contract', 'good')),
    h(
      'p',
      { class: 'muted' },
      'The request is as the vendor documents it, and the answer is what the vendor would send.',
    ),
  );

function title(entry, d) {
  if (d.party === 'browser') return 'CORS preflight';
  if (entry.fault) return 'An armed fault answered';
  if (d.party === 'mock') return 'The mock does not have this';
  if (d.problems.length === 0) return 'What was wrong';
  const all = `${d.problems.length} problem${d.problems.length === 1 ? '' : 's'}`;
  const refused = d.problems.filter(p => refuses(p, entry)).length;
  if (entry.status > 0 && entry.status < 400) return `${all}, recorded and let pass`;
  return refused < d.problems.length && refused > 0 ? `${all}, ${refused} of them refused it` : all;
}

// The summary begins with the first problem; what the rows below say is not said twice.
function said(entry, d) {
  const [p] = d.problems;
  const first = p
    ? `${p.pointer ? `${p.in} ${p.pointer}` : p.in}: expected ${p.expected}, got ${p.actual}.` +
      (p.suggestion ? ` ${p.suggestion}` : '')
    : '';
  const rest = first && d.summary.startsWith(first) ? d.summary.slice(first.length).trim() : d.summary;
  return rest ? h('p', { class: 'verdict' }, rest) : null;
}

/** What is no finding is the refusal itself. */
export function refuses(problem, entry) {
  const finding = entry.findings.find(
    f => f.in === problem.in && f.pointer === problem.pointer && f.expected === problem.expected,
  );
  return finding ? finding.refused : entry.status >= 400;
}

function problemRow(p, entry, tell) {
  const refused = refuses(p, entry);
  const vendor = entry.api ?? entry.vendor;
  return h(
    'dl',
    { class: `problem ${refused ? 'refused' : 'passed'}` },
    h(
      'div',
      { class: 'where' },
      h('dt', {}, 'Where'),
      h(
        'dd',
        {},
        where(p),
        ' ',
        tell || !refused ? (refused ? badge('refused', 'bad') : badge('recorded, let pass', 'warn')) : null,
      ),
    ),
    h('div', {}, h('dt', {}, 'Expected'), h('dd', {}, p.expected)),
    h('div', {}, h('dt', {}, 'Got'), h('dd', {}, h('code', {}, p.actual))),
    h(
      'div',
      { class: 'across' },
      h('dt', {}, 'Rule'),
      h(
        'dd',
        {},
        evidence(p.evidence),
        ' ',
        h('a', { href: pageUrl('rules', { vendor }, p.rule) }, p.rule),
        p.reason ? h('span', { class: 'muted' }, ` ${p.reason}`) : null,
      ),
    ),
    p.suggestion
      ? h('div', { class: 'across' }, h('dt', {}, 'Hint'), h('dd', {}, h('strong', {}, p.suggestion)))
      : null,
  );
}

const where = p =>
  p.pointer
    ? [h('code', { class: 'pointer' }, p.pointer), h('span', { class: 'muted' }, ` in the ${p.in}`)]
    : h('span', {}, places[p.in] ?? `the ${p.in}`);

const again = (curl, wasRight) =>
  h(
    'div',
    { class: 'fix' },
    h(
      'div',
      { class: 'row' },
      h('h4', {}, wasRight ? 'The request was right: the same once more' : 'The request put right'),
      button(wasRight ? 'Copy curl' : 'Copy corrected curl', () => copy(curl, wasRight ? 'curl' : 'Corrected curl'), {
        class: 'button small primary',
        id: 'copy-corrected',
      }),
    ),
    h(
      'pre',
      {
        class: 'code wrap',
        id: 'corrected',
        tabindex: 0,
        role: 'region',
        'aria-label': wasRight ? 'The same request as curl' : 'Corrected curl',
      },
      curl,
    ),
  );
