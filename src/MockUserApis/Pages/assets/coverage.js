// Coverage: what the clients of this sandbox have exercised of each contract, at a glance.
import { h, fill, claim, evidence } from './dom.js';
import { nextSteps } from './next.js';
import { read, apis, state, inSandbox, pageUrl } from './api.js';

let place;

export async function show(into) {
  place = into;
  addEventListener('popstate', draw);
  await draw();
}

async function draw() {
  const wanted = claim(place);
  const titles = new Map((await apis()).map(a => [a.name, a.title]));
  const report = await read(inSandbox('/coverage'));
  if (!(await wanted())) return;
  const vendor = report.vendors.find(v => nameOf(v) === state.get('vendor')) ?? report.vendors[0];
  const tile = v =>
    score(titles.get(nameOf(v)) ?? nameOf(v), v.score, v === vendor, () => {
      state.set({ vendor: nameOf(v) }, true);
      draw();
    });
  fill(
    place,
    h(
      'section',
      { class: 'card total' },
      h('p', {}, h('strong', {}, `${report.total.percent} %`), ` of all vendors: ${of(report.total)} exercised.`),
      h(
        'p',
        { class: 'muted small' },
        "Counted are, of every operation: that it was called; each answer's status; each field of its body, ",
        'left out, null and with a value; each word that a field may be.',
      ),
    ),
    h('div', { class: 'scores' }, report.vendors.map(tile)),
    nextSteps(vendor.operations),
    h(
      'p',
      { class: 'keys small muted' },
      key('seen', 'exercised'),
      key('unseen', 'not yet'),
      key('none', 'not in the contract'),
    ),
    vendor.operations.map(operation),
    missing(vendor.notMocked),
    vendor.assumed.length === 0
      ? null
      : h(
          'section',
          { class: 'card' },
          h('h2', {}, 'These answers relied on ', evidence('ASSUMED')),
          h(
            'ul',
            { class: 'plain' },
            vendor.assumed.map(rule =>
              h(
                'li',
                {},
                h('a', { href: pageUrl('rules', { vendor: nameOf(vendor) }, rule.name) }, rule.name),
                rule.reason ? h('span', { class: 'muted' }, ` ${rule.reason}`) : null,
              ),
            ),
          ),
        ),
  );
}

const of = ({ seen, all }) => `${seen.toLocaleString('en')} of ${all.toLocaleString('en')}`;

const nameOf = report => report.api ?? report.vendor;

function missing(asked) {
  if (asked.length === 0) return null;
  return h(
    'section',
    { class: 'card', id: 'not-mocked' },
    h('h2', {}, 'Not mocked'),
    h('p', { class: 'muted' }, 'Asked for: the vendor has it, the mock does not.'),
    h(
      'ul',
      { class: 'plain' },
      asked.map(one =>
        h(
          'li',
          {},
          h('span', { class: 'method' }, one.method),
          ' ',
          h('span', { class: 'path' }, one.path),
          h('span', { class: 'muted' }, ` ${one.count} ×`),
        ),
      ),
    ),
  );
}

const key = (kind, text) =>
  h('span', { class: 'key' }, h('span', { class: `cell ${kind}`, 'aria-hidden': 'true' }), ` ${text}`);

function score(title, { seen, all, percent }, current, pick) {
  const meter = h('span', { class: 'fillbar', 'aria-hidden': 'true' }, h('span'));
  meter.firstChild.style.inlineSize = `${percent}%`;
  return h(
    'button',
    { type: 'button', class: 'score', 'aria-pressed': String(current), onclick: pick },
    h('span', { class: 'score-title' }, title),
    h('span', { class: 'score-number' }, `${percent} %`),
    meter,
    h('span', { class: 'muted small' }, of({ seen, all })),
  );
}

const cellKinds = {
  none: { words: 'not in the contract', mark: '' },
  seen: { words: 'exercised', mark: '✓' },
  unseen: { words: 'not yet', mark: '' },
};

function cell(seen, label) {
  let kind = 'none';
  if (seen !== undefined) kind = seen ? 'seen' : 'unseen';
  const { words, mark } = cellKinds[kind];
  return h('span', { class: `cell ${kind}`, title: label, role: 'img', 'aria-label': `${label}: ${words}` }, mark);
}

function operation(o) {
  const fields = Object.entries(o.fields);
  return h(
    'details',
    { class: 'card operation', open: o.called || fields.length > 0 },
    h(
      'summary',
      {},
      h('span', { class: 'method' }, o.method),
      ' ',
      h('span', { class: 'path' }, o.path),
      h('span', { class: 'grow' }),
      h(
        'span',
        { class: 'statuses' },
        Object.entries(o.statuses).map(([status, seen]) => pill(status, seen)),
      ),
      h('span', { class: 'muted small tally' }, `${o.score.seen}/${o.score.all}`),
    ),
    fields.length === 0
      ? h('p', { class: 'muted small' }, 'No request body.')
      : h(
          'table',
          { class: 'matrix', 'aria-label': `Fields of ${o.id}` },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ['Field', 'absent', 'null', 'value'].map(t => h('th', { scope: 'col' }, t)),
            ),
          ),
          h(
            'tbody',
            {},
            fields.map(([name, cells]) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, name, words(o.enums[name])),
                ['absent', 'null', 'value'].map(k => h('td', {}, cell(cells[k], `${name} ${k}`))),
              ),
            ),
          ),
        ),
  );
}

const words = seen =>
  seen === undefined
    ? null
    : h(
        'span',
        { class: 'words' },
        Object.entries(seen).map(([word, yes]) => pill(word, yes)),
      );
const pill = (text, seen) =>
  h(
    'span',
    { class: `pill ${seen ? 'seen' : 'unseen'}`, title: seen ? 'exercised' : 'not yet' },
    text,
    h('span', { class: 'sr' }, seen ? ' exercised' : ' not yet'),
  );
