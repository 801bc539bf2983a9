// What an exchange did to its user.
import { h, badge } from './dom.js';

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const shown = value =>
  value === undefined ? h('span', { class: 'muted' }, 'absent') : h('code', {}, JSON.stringify(value));

/** The leaves that differ: [{ path, before, after }] and how many are the same. */
export function changes(before, after, path = '') {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names
      .map(name => changes(before[name], after[name], path ? `${path}.${name}` : name))
      .reduce((all, one) => ({ changed: [...all.changed, ...one.changed], same: all.same + one.same }), {
        changed: [],
        same: 0,
      });
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? { changed: [], same: 1 }
    : { changed: [{ path, before, after }], same: 0 };
}

/** The section "The user, before and after"; null when the exchange changed none. */
export function diffSection(before, after) {
  if (before === undefined && after === undefined) return null;
  // Text: too deep to be shown as JSON.
  if (typeof (before ?? after) === 'string' || typeof (after ?? before) === 'string') return null;
  if (before === undefined || after === undefined) {
    const user = before ?? after;
    return section(
      before === undefined ? 'Created' : 'Deleted',
      before === undefined ? 'good' : 'bad',
      table(
        Object.entries(user)
          .map(([path, value]) => ({ path, before: before && value, after: after && value }))
          .slice(0, 200),
      ),
    );
  }
  const { changed, same } = changes(before, after);
  return section(
    changed.length === 0 ? 'Nothing changed' : `${changed.length} changed`,
    changed.length === 0 ? '' : 'info',
    changed.length > 0 && table(changed),
    h('p', { class: 'muted small' }, `${same} field${same === 1 ? '' : 's'} stayed as they were.`),
  );
}

const section = (word, kind, ...body) =>
  h('section', { class: 'card', id: 'diff' }, h('h3', {}, 'The user, before and after ', badge(word, kind)), body);

const table = rows =>
  h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Changed fields' },
    h(
      'table',
      { class: 'diff' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Field', 'Before', 'After'].map(t => h('th', { scope: 'col' }, t)),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map(({ path, before, after }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, path),
            h('td', { class: before === undefined ? '' : 'was' }, shown(before)),
            h('td', { class: after === undefined ? '' : 'is' }, shown(after)),
          ),
        ),
      ),
    ),
  );
