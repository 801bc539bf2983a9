// From a member to those that it names, and to those that name it.
import { h, tabs } from './dom.js';
import { read, state } from './api.js';

/** The links of a member; null: nothing leads on. open: called with a collection, a key or a search. */
export function related(member, own, all, address, open) {
  const there = (own.links ?? []).flatMap(link =>
    valuesAt(member, link.field.split('/')).map(value => ({
      collection: all.find(c => c.name === link.collection),
      value,
      words: link.field,
    })),
  );
  const back = all.flatMap(from =>
    (from.links ?? [])
      .filter(link => link.collection === own.name)
      .flatMap(link => valuesAt(member, [link.key]).map(value => ({ collection: from, value, isSearch: true }))),
  );
  if (there.length + back.length === 0) return null;
  return h(
    'nav',
    { class: 'card links', 'aria-label': 'Linked' },
    h('h3', {}, 'Linked'),
    h(
      'ul',
      { class: 'plain' },
      there.map(link =>
        h('li', {}, h('span', { class: 'muted small' }, `${link.words} `), anchor(link, address, open)),
      ),
      back.map(link => h('li', {}, anchor(link, address, open))),
    ),
  );
}

function anchor({ collection, value, isSearch }, address, open) {
  const go = async event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const found = isSearch ? [] : await first(address, collection, value);
    const key = found[0]?.key;
    open({ collection: collection.name, q: key ? '' : value, key: key ?? '' });
  };
  const query = new URLSearchParams(location.search);
  for (const gone of ['key', 'after', 'at']) query.delete(gone);
  query.set('collection', collection.name);
  query.set('q', value);
  const words = isSearch ? `its ${collection.name}` : `${collection.noun} ${value}`;
  return h('a', { href: `?${query}`, onclick: go }, words);
}

// A search finds by every id.
const first = (address, collection, value) =>
  read(`${address}/${collection.name}?limit=1&view=keyed&q=${encodeURIComponent(value)}`);

// Texts and numbers at the names, lists gone through; some vendors wrap a member.
function valuesAt(member, names) {
  const inside = Object.values(member ?? {}).find(v => v && typeof v === 'object' && names[0] in v);
  const found = at(names[0] in (member ?? {}) ? member : inside, names);
  return [...new Set(found.filter(v => v !== '' && ['string', 'number'].includes(typeof v)).map(String))];
}

function at(value, names) {
  if (Array.isArray(value)) return value.flatMap(one => at(one, names));
  if (names.length === 0) return [value];
  return value && typeof value === 'object' ? at(value[names[0]], names.slice(1)) : [];
}

export const collectionTabs = (all, current, pick) =>
  all.length < 2
    ? null
    : tabs(
        'Collection',
        all.map(c => [c.name, [c.name, ' ', h('span', { class: 'muted small' }, c.size.toLocaleString('en'))]]),
        current,
        pick,
      );

export const chosen = all => all.find(c => c.name === state.get('collection')) ?? all[0];
