// Rules: what an update does, field by field, and how each of it is known. The page to send to a colleague.
import { h, fill, badge, evidence, legend } from './dom.js';
import { read, apis, apiPicker, state } from './api.js';

const effects = {
  Keep: 'keeps the stored value',
  Clear: 'clears it',
  Refuse: 'is refused',
  Replace: 'replaces what is stored',
  MergeKeys: 'is merged key by key',
  FillKeys: 'fills keys that are unset',
  Ignore: 'is ignored',
  Convert: 'is converted',
};

let place;

export async function show(into) {
  place = into;
  addEventListener('popstate', draw);
  addEventListener('hashchange', goTo);
  await draw();
}

async function draw() {
  const name = state.get('vendor') || (await apis())[0].name;
  const go = next => {
    history.replaceState(null, '', location.pathname + location.search);
    state.set({ vendor: next }, true);
    draw();
  };
  const [picker, rules] = await Promise.all([apiPicker(name, go), read(`/vendors/${encodeURIComponent(name)}/rules`)]);
  const onlyAssumed = state.get('only') === 'assumed';
  const assumed = rules.ledger.filter(r => r.evidence === 'ASSUMED').length;
  const fields = rules.fields.filter(
    f => !onlyAssumed || [f.absent, f.null, f.value].some(c => c.rule.evidence === 'ASSUMED'),
  );
  const ledger = rules.ledger.filter(r => !onlyAssumed || r.evidence === 'ASSUMED');
  fill(
    place,
    h(
      'div',
      { class: 'bar-row' },
      picker,
      h(
        'label',
        { class: 'check' },
        h('input', {
          type: 'checkbox',
          checked: onlyAssumed,
          onchange: e => {
            state.set({ only: e.target.checked ? 'assumed' : '' });
            draw();
          },
        }),
        ' Only what is assumed',
      ),
    ),
    h(
      'section',
      { class: 'card' },
      h('h2', {}, `What an update does at ${rules.title}`),
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
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Update table' },
        h(
          'table',
          { class: 'rules' },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ['Field', 'left out …', 'null …', 'a value …'].map(t => h('th', { scope: 'col' }, t)),
            ),
          ),
          h(
            'tbody',
            {},
            fields.map(f =>
              h(
                'tr',
                {},
                h(
                  'th',
                  { scope: 'row' },
                  f.name,
                  f.into !== f.name ? h('span', { class: 'muted small' }, ` into ${f.into}`) : null,
                ),
                cell(f.absent, 'left out'),
                cell(f.null, 'null'),
                cell(f.value, 'a value'),
              ),
            ),
          ),
        ),
      ),
    ),
    rules.waivers.length === 0
      ? null
      : h(
          'section',
          { class: 'card' },
          h('h2', {}, 'What the lenient profile lets pass'),
          h(
            'ul',
            { class: 'ledger' },
            rules.waivers.map(w => line(w.rule, h('code', {}, `${w.pointer} ${w.keyword}`))),
          ),
        ),
    h(
      'section',
      { class: 'card' },
      h('h2', {}, 'The whole ledger ', badge(ledger.length)),
      h(
        'ul',
        { class: 'ledger' },
        ledger.map(r => line(r)),
      ),
    ),
  );
  goTo();
}

const anchor = name => `rule:${name}`;

const cell = ({ effect, rule }, when) =>
  h(
    'td',
    { class: rule.evidence === 'ASSUMED' ? 'assumed' : '', 'data-rule': rule.name, 'data-when': when },
    h('span', { class: 'effect' }, effects[effect] ?? effect),
    ' ',
    evidence(rule.evidence),
    rule.reason ? h('p', { class: 'muted small' }, rule.reason) : null,
  );

const line = (rule, more) =>
  h(
    'li',
    { id: anchor(rule.name), class: rule.evidence === 'ASSUMED' ? 'assumed' : '' },
    evidence(rule.evidence),
    h('a', { class: 'rule-name', href: `#${encodeURIComponent(rule.name)}` }, rule.name),
    more,
    rule.reason ? h('span', { class: 'muted' }, rule.reason) : null,
  );

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
