import { h, statusBadge, duration, timeOfDay } from './dom.js';
import { state } from './api.js';

const address = e => {
  const query = new URLSearchParams(location.search);
  query.set('open', e.id);
  return `?${query}`;
};

/** One exchange in the list. */
export function showRow(e, isNew, title, hue) {
  const what = e.operation ?? (e.preflight ? 'CORS preflight' : 'no operation');
  const current = state.get('open') === e.id ? 'true' : null;
  const link = h(
    'a',
    { class: 'exchange', href: address(e), 'data-id': e.id, 'aria-current': current },
    timeOfDay(e.at),
    h('span', { class: 'vendor' }, title),
    h(
      'span',
      { class: 'what' },
      h('span', { class: 'op' }, what),
      h('span', { class: 'path' }, `${e.method} ${e.path}`),
    ),
    h(
      'span',
      { class: 'marks' },
      e.aborted && e.status ? h('span', { class: 'flag bad' }, 'client left') : null,
      e.notMocked
        ? h('span', { class: 'flag info', title: 'The vendor has this, the mock does not' }, 'not mocked')
        : null,
      e.fault ? h('span', { class: 'flag bad' }, `fault: ${e.fault}`) : null,
      e.finding
        ? h(
            'span',
            {
              class: `flag ${e.refused ? 'bad' : 'warn'}`,
              title: `${e.findings} finding${e.findings === 1 ? '' : 's'}`,
            },
            e.findings > 1 ? `${e.finding} +${e.findings - 1}` : e.finding,
          )
        : null,
    ),
    statusBadge(e.status, e.aborted),
    h('span', { class: 'ms' }, duration(e.durationMs * 1000)),
  );
  link.style.setProperty('--hue', hue);
  return h('li', { class: isNew ? 'arrived' : '' }, link);
}
