// Rules: what an update does, field by field, and how each of it is known. The page to send to a colleague.
import { h, fill, badge, empty, evidence, legend } from './dom.js';
import { read, apis, apiPicker, state } from './api.js';

const effects = {
  Keep: 'keeps the stored value',
  Clear: 'clears it',
  Refuse: 'is refused',
  Replace: 'replaces what is stored',
  MergeKeys: 'is merged key by key',
  Ignore: 'is ignored',
  Convert: 'is converted',
};

const columns = [
  ['absent', 'left out'],
  ['null', 'null'],
  ['value', 'a value'],
];
const oftenEnough = 4;
const marks = ['¹', '²', '³'];

let place;
let rules;
let api;

export async function show(into) {
  place = into;
  addEventListener('popstate', draw);
  addEventListener('hashchange', goTo);
  await draw();
}

async function draw() {
  const all = await apis();
  api = all.find(a => a.name === state.get('vendor')) ?? all[0];
  const go = next => {
    history.replaceState(null, '', location.pathname + location.search);
    state.set({ vendor: next }, true);
    draw();
  };
  const picker = await apiPicker(api.name, go);
  rules = await read(`/vendors/${encodeURIComponent(api.name)}/rules`);
  const body = h('div', { class: 'stack' });
  const redraw = changes => {
    state.set(changes);
    fill(body, sections());
  };
  fill(
    place,
    h(
      'div',
      { class: 'bar-row' },
      picker,
      h('input', {
        type: 'search',
        id: 'field',
        placeholder: 'Field or rule',
        'aria-label': 'Filter by field or rule',
        value: state.get('q'),
        oninput: e => redraw({ q: e.target.value.trim() }),
      }),
      h(
        'label',
        { class: 'check' },
        h('input', {
          type: 'checkbox',
          checked: onlyAssumed(),
          onchange: e => redraw({ only: e.target.checked ? 'assumed' : '' }),
        }),
        ' Only what is assumed',
      ),
    ),
    body,
  );
  fill(body, sections());
  goTo();
}

const onlyAssumed = () => state.get('only') === 'assumed';
const isAssumed = rule => rule.evidence === 'ASSUMED';
const shows = rule => !onlyAssumed() || isAssumed(rule);
const fits = (...texts) => texts.some(text => text.toLowerCase().includes(state.get('q').toLowerCase()));

function sections() {
  const ledger = rules.ledger.filter(r => shows(r) && fits(r.name));
  const waivers = rules.waivers.filter(w => shows(w.rule) && fits(w.rule.name, w.pointer));
  const found = [
    update(),
    others(),
    waivers.length === 0
      ? null
      : section(
          'What the lenient profile lets pass',
          h(
            'ul',
            { class: 'ledger' },
            waivers.map(w => line(w.rule, h('code', {}, `${w.pointer} ${w.keyword}`))),
          ),
        ),
    ledger.length === 0
      ? null
      : section(
          ['The whole ledger ', badge(ledger.length)],
          h(
            'ul',
            { class: 'ledger' },
            ledger.map(r => line(r)),
          ),
        ),
  ].filter(Boolean);
  return found.length > 0 ? found : empty('No field and no rule has that.');
}

const section = (title, ...more) => h('section', { class: 'card' }, h('h2', {}, title), more);

function update() {
  const fields = rules.fields.filter(
    f => fits(f.name, f.into) && [...columns.map(([name]) => f[name].rule), ...f.also].some(shows),
  );
  if (fields.length === 0) return null;
  const assumed = rules.ledger.filter(isAssumed).length;
  const usual = new Map();
  for (const [name] of columns) {
    const reason = commonest(name);
    if (reason) usual.set(name, { reason, mark: marks[usual.size] });
  }

  const head = ['Field', ...columns.map(([, title]) => `${title} …`)].map(t => h('th', { scope: 'col' }, t));
  return section(
    `What an update does at ${rules.title}`,
    h(
      'p',
      { class: 'muted' },
      h('span', { class: 'method' }, rules.operation.method),
      ' ',
      h('code', {}, rules.operation.path),
      ` · ${rules.fields.length} fields · `,
      badge(`${assumed} of ${rules.ledger.length} rules assumed`, assumed > 0 ? 'warn' : 'good'),
    ),
    legend(),
    [...usual.values()].map(({ mark, reason }) => h('p', { class: 'usual small' }, mark, ' ', reason)),
    h(
      'table',
      { class: 'rules', 'aria-label': 'Update table' },
      h('thead', {}, h('tr', {}, head)),
      h(
        'tbody',
        {},
        fields.map(field => row(field, usual)),
      ),
    ),
  );
}

// The reason that most cells of a column share is given once.
function commonest(name) {
  const counts = new Map();
  for (const {
    [name]: { rule },
  } of rules.fields) {
    if (rule.reason) counts.set(rule.reason, (counts.get(rule.reason) ?? 0) + 1);
  }

  const [reason, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return count >= oftenEnough ? reason : null;
}

const row = (field, usual) =>
  h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      field.name,
      field.into !== field.name ? h('span', { class: 'muted small' }, ` into ${field.into}`) : null,
    ),
    columns.map(([name, title]) => cell(field, name, title, usual.get(name))),
  );

const columnOf = rule => columns.find(([name]) => rule.name.endsWith(`/${name}`))?.[0] ?? 'value';

function cell(field, name, title, usual) {
  const { effect, rule } = field[name];
  const also = field.also.filter(r => columnOf(r) === name && shows(r));
  return h(
    'td',
    { class: isAssumed(rule) ? 'assumed' : '', 'data-rule': rule.name, 'data-when': title },
    shows(rule)
      ? [
          h('span', { class: 'effect' }, effects[effect] ?? effect),
          ' ',
          evidence(rule.evidence),
          !rule.reason
            ? null
            : rule.reason === usual?.reason
              ? ` ${usual.mark}`
              : h('p', { class: 'muted small' }, rule.reason),
        ]
      : null,
    also.map(r =>
      h(
        'p',
        { class: 'also small', 'data-rule': r.name },
        h('code', {}, r.name.slice(`update/${field.name}/`.length)),
        ' ',
        evidence(r.evidence),
        ' ',
        r.reason ?? '',
      ),
    ),
  );
}

// Of each other operation, how it and its answers are known.
function others() {
  const own = o => rules.ledger.filter(r => r.name === o.id || r.name.startsWith(`${o.id}/`)).filter(shows);
  const all = api.operations.filter(o => o.id !== rules.operation.id && fits(o.id, o.path) && own(o).length > 0);
  if (all.length === 0) return null;
  return section(
    ['Other operations ', badge(all.length)],
    all.map(o =>
      h(
        'details',
        { class: 'other' },
        h(
          'summary',
          {},
          h('span', { class: 'method' }, o.method),
          ' ',
          h('code', {}, o.path),
          ' ',
          h('span', { class: 'muted' }, o.summary),
          ' ',
          evidence(o.evidence),
        ),
        h(
          'ul',
          { class: 'ledger' },
          own(o).map(r => line(r, null, false)),
        ),
      ),
    ),
  );
}

const anchor = name => `rule:${name}`;

function line(rule, more, marked = true) {
  return h(
    'li',
    { id: marked ? anchor(rule.name) : null, class: isAssumed(rule) ? 'assumed' : '' },
    evidence(rule.evidence),
    h('a', { class: 'rule-name', href: `#${encodeURIComponent(rule.name)}` }, rule.name),
    more,
    rule.reason ? h('span', { class: 'muted' }, rule.reason) : null,
  );
}

// A rule of the table is shown in the table, any other in the ledger; of one that has no line, the nearest above.
function goTo() {
  for (const old of place.querySelectorAll('.target')) old.classList.remove('target');
  let name = decodeURIComponent(location.hash.slice(1));
  while (name) {
    const found = place.querySelector(`[data-rule="${CSS.escape(name)}"]`) ?? document.getElementById(anchor(name));
    if (found) {
      found.classList.add('target');
      found.scrollIntoView({ block: 'center' });
      return;
    }
    name = name.slice(0, Math.max(0, name.lastIndexOf('/')));
  }
}
