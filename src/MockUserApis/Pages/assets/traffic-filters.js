// Which exchanges of the traffic are shown.
import { h } from './dom.js';
import { state } from './api.js';

const statuses = [
  ['', 'Any status'],
  ['2', '2xx'],
  ['3', '3xx'],
  ['4', '4xx'],
  ['5', '5xx'],
  ['0', 'No answer'],
  ['findings', 'With findings'],
];

/** The line of filters, with the tools behind them; `redraw` is called after each change. */
export function filters(all, tools, redraw) {
  const take = name => event => {
    state.set({ [name]: event.target.value });
    redraw();
  };
  const select = (label, name, options) =>
    h(
      'select',
      { 'aria-label': label, onchange: take(name) },
      options.map(([value, text]) => h('option', { value, selected: value === state.get(name) }, text)),
    );
  return h(
    'div',
    { class: 'filters', role: 'search' },
    select('Vendor', 'vendor', [['', 'All vendors'], ...all.map(v => [v.slug, v.title])]),
    select('Status', 'status', statuses),
    h('input', {
      type: 'search',
      'aria-label': 'Search path, operation, user or finding',
      placeholder: 'Search',
      value: state.get('q'),
      oninput: take('q'),
    }),
    tools,
  );
}

/** Whether an exchange passes them. */
export function fits(e) {
  const vendor = state.get('vendor');
  const status = state.get('status');
  const q = state.get('q').toLowerCase();
  return (
    (!vendor || e.vendor === vendor) &&
    (!status || (status === 'findings' ? e.findings > 0 : String(e.status)[0] === status)) &&
    (!q ||
      `${e.method} ${e.path} ${e.operation ?? ''} ${e.key ?? ''} ${e.finding ?? ''} ${e.status} ${e.fault ?? ''}`
        .toLowerCase()
        .includes(q))
  );
}
