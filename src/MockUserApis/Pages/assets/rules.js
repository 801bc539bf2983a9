// Rules: what an update does, field by field, and how each of it is known. The page to send to a colleague.
import { h, fill, badge, claim, empty, evidence, legend } from './dom.js';
import { read, apis, apiPicker, state } from './api.js';
import { columns, isAssumed, updateTable } from './update-table.js';

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
  const wanted = claim(place);
  const all = await apis();
  const shown = all.find(a => a.name === state.get('vendor')) ?? all[0];
  const go = next => {
    history.replaceState(null, '', location.pathname + location.search);
    state.set({ vendor: next }, true);
    draw();
  };
  const picker = await apiPicker(shown.name, go);
  const its = await read(`/vendors/${encodeURIComponent(shown.name)}/rules`);
  if (!(await wanted())) return;
  [api, rules] = [shown, its];
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
    updateTable(rules.fields, fields, shows),
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
