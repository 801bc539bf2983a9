// One exchange, opened.
import {
  h,
  fill,
  badge,
  statusBadge,
  evidence,
  claim,
  closeButton,
  copyButton,
  duration,
  problem,
  instant,
} from './dom.js';
import { read, inSandbox, pageUrl } from './api.js';
import { jsonBlock } from './json.js';
import { diagnosis } from './diagnosis.js';
import { diffSection } from './diff.js';
import { timeline } from './timeline.js';
import { curl, requestFile, pact, har } from './copies.js';
import { xunit, nunit, nodeTest } from './test-copies.js';

/** close: null where the exchange is shown without having been opened. */
export async function showExchange(place, id, close) {
  const wanted = claim(place);
  try {
    const address = inSandbox(`/requests/${encodeURIComponent(id)}`);
    const [entry, box] = await Promise.all([read(address), read(inSandbox(''))]);
    if (await wanted()) draw(place, entry, box, close);
  } catch (error) {
    if (!(await wanted())) return;
    fill(
      place,
      h('div', { class: 'detail-head' }, h('h2', {}, `Exchange ${id}`), close && closeButton('exchange', close)),
      problem(error),
    );
  }
}

const flaw = finding => [
  finding.pointer,
  { text: `${finding.keyword}: expected ${finding.expected}`, kind: finding.refused ? 'bad' : 'warn' },
];

function draw(place, entry, box, close) {
  const credential = box.credentials[entry.vendor]?.headers ?? {};
  const marks = new Map(entry.findings.filter(f => f.in === 'body').map(flaw));
  fill(
    place,
    h(
      'div',
      { class: 'detail-head' },
      h(
        'div',
        { class: 'grow' },
        h(
          'p',
          { class: 'crumbs' },
          `${close === null ? 'The newest exchange · ' : ''}#${entry.id} · ${entry.api ?? entry.vendor} · `,
          instant(entry.at),
        ),
        h(
          'h2',
          { tabindex: -1, id: 'exchange-title' },
          h('span', { class: 'method' }, entry.method),
          ' ',
          h('span', { class: 'path' }, entry.path),
        ),
      ),
      close && closeButton('exchange', close),
    ),
    h(
      'div',
      { class: 'facts' },
      statusBadge(entry.status, entry.aborted),
      badge(entry.operation ?? (entry.diagnosis?.party === 'browser' ? 'CORS preflight' : 'no operation')),
      evidence(entry.evidence),
      badge(duration(entry.durationMs * 1000)),
      entry.aborted && entry.status ? badge(`client left after ${entry.aborted}`, 'bad') : null,
      entry.fault && badge(`fault: ${entry.fault}`, 'bad'),
      entry.trace && badge(`trace ${entry.trace}`),
      findings(entry),
    ),
    h(
      'div',
      { class: 'row copies', role: 'group', 'aria-label': 'Copy as' },
      h('span', { class: 'muted small' }, 'Copy as'),
      copyButton('curl', 'curl', () => curl(entry, credential)),
      copyButton('.http', 'Request file', () => requestFile(entry, credential)),
      copyButton('xunit test', 'xunit test', () => xunit(entry, credential, box)),
      copyButton('NUnit test', 'NUnit test', () => nunit(entry, credential, box)),
      copyButton('node:test', 'node:test', () => nodeTest(entry, credential)),
      copyButton('Pact interaction', 'Pact interaction', () => pact(entry, credential)),
      copyButton('HAR', 'HAR', () => har(entry)),
    ),
    diagnosis(entry),
    timeline(entry),
    diffSection(entry.before, entry.after),
    h(
      'div',
      { class: 'pair' },
      message('Request', entry.headers, entry.body, marks),
      message('Response', entry.responseHeaders, entry.responseBody, new Map()),
    ),
    assumed(entry),
  );
}

function findings(entry) {
  const refused = entry.findings.filter(f => f.refused).length;
  const passed = entry.findings.length - refused;
  return [refused > 0 && badge(`${refused} refused`, 'bad'), passed > 0 && badge(`${passed} let pass`, 'warn')];
}

function message(title, headers, body, marks) {
  const all = Object.entries(headers ?? {});
  return h(
    'section',
    { class: 'card' },
    h('h3', {}, title),
    h(
      'details',
      {},
      h('summary', {}, `${all.length} header${all.length === 1 ? '' : 's'}`),
      h(
        'dl',
        { class: 'headers' },
        all.map(([name, value]) =>
          h('div', {}, h('dt', {}, name), h('dd', { class: value === '[redacted]' ? 'muted' : '' }, value)),
        ),
      ),
    ),
    jsonBlock(body, marks, `${title} body`),
  );
}

function assumed(entry) {
  if (entry.assumed.length === 0) return null;
  return h(
    'section',
    { class: 'card' },
    h('h3', {}, 'Relied on what nobody outside the vendor knows ', evidence('ASSUMED')),
    h(
      'ul',
      { class: 'plain' },
      entry.assumed.map(rule =>
        h(
          'li',
          {},
          h('a', { href: pageUrl('rules', { vendor: entry.api ?? entry.vendor }, rule.name) }, rule.name),
          rule.reason && h('span', { class: 'muted' }, ` ${rule.reason}`),
        ),
      ),
    ),
  );
}
