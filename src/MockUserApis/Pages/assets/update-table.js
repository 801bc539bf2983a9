// What an update does, a line a field.
import { h, evidence } from './dom.js';

const effects = {
  Keep: 'keeps the stored value',
  Clear: 'clears it',
  Refuse: 'is refused',
  Replace: 'replaces what is stored',
  MergeKeys: 'is merged key by key',
  Ignore: 'is ignored',
  Convert: 'is converted',
};

/** The three things that a request can say of a field. */
export const columns = [
  ['absent', 'left out'],
  ['null', 'null'],
  ['value', 'a value'],
];
const oftenEnough = 4;
const marks = ['¹', '²', '³'];

export const isAssumed = rule => rule.evidence === 'ASSUMED';

/** `fields` of all those that the update has; `shows` says of a rule whether the reader wants to see it. */
export function updateTable(all, fields, shows) {
  const usual = new Map();
  for (const [name] of columns) {
    const reason = commonest(all, name);
    if (reason) usual.set(name, { reason, mark: marks[usual.size] });
  }

  const head = ['Field', ...columns.map(([, title]) => `${title} …`)].map(t => h('th', { scope: 'col' }, t));
  const rows = fields.map(field => row(field, usual, shows));
  return [
    [...usual.values()].map(({ mark, reason }) => h('p', { class: 'usual small' }, mark, ' ', reason)),
    h(
      'table',
      { class: 'rules', 'aria-label': 'Update table' },
      h('thead', {}, h('tr', {}, head)),
      h('tbody', {}, rows),
    ),
  ];
}

// The reason that most cells of a column share is given once.
function commonest(all, name) {
  const counts = new Map();
  for (const {
    [name]: { rule },
  } of all) {
    if (rule.reason) counts.set(rule.reason, (counts.get(rule.reason) ?? 0) + 1);
  }

  const [reason, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return count >= oftenEnough ? reason : null;
}

const row = (field, usual, shows) =>
  h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      field.name,
      field.into !== field.name && h('span', { class: 'muted small' }, ` into ${field.into}`),
    ),
    columns.map(([name, title]) => cell(field, name, title, usual.get(name), shows)),
  );

const columnOf = rule => columns.find(([name]) => rule.name.endsWith(`/${name}`))?.[0] ?? 'value';

function because(reason, usual) {
  if (!reason) return null;
  return reason === usual?.reason ? ` ${usual.mark}` : h('p', { class: 'muted small' }, reason);
}

function cell(field, name, title, usual, shows) {
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
          because(rule.reason, usual),
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
