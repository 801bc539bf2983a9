// The list of a collection: page by page, or what a search finds.
import { h, fill, button, claim, empty, problem } from './dom.js';
import { call, state } from './api.js';
import { walk } from './keys.js';

const size = 25;
const trail = []; // the pages before this one

/** Draws the members into the place; open: called with a key, pages: called when another page was chosen. */
export async function drawMembers(place, address, collection, open, pages) {
  const [q, after, at] = [state.get('q'), state.get('after'), Number(state.get('at', '0'))];
  const query = new URLSearchParams({ limit: size, view: 'keyed', ...(after ? { after } : {}), ...(q ? { q } : {}) });
  const wanted = claim(place);
  try {
    const answer = await call('GET', `${address}?${query}`);
    const members = await answer.json();
    if (!(await wanted())) return;
    const total = Number(answer.headers.get('X-Total-Count'));
    const next = /[?&]after=([^&>]*)/.exec(answer.headers.get('Link') ?? '')?.[1];
    const list = h(
      'ol',
      { class: 'rows people' },
      members.map(member => row({ ...member, member: member[collection.noun] }, open)),
    );
    const turn = () => {
      trail.push({ after, at: String(at) });
      pages({ after: decodeURIComponent(next), at: String(at + members.length) });
    };
    const back = () => pages(trail.pop() ?? { after: '', at: '' });
    if (members.length === 0 && !next)
      return void fill(place, q ? nobody(q, collection, open) : empty(`No ${collection.name} here.`));
    walk(list);
    fill(place, list, pager({ q, at, total, count: members.length, next, turn, back }));
    list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  } catch (error) {
    if (await wanted()) fill(place, problem(error));
  }
}

const nobody = (q, { noun }, open) =>
  empty(
    `No ${noun} has “${q}”.`,
    h('p', { class: 'muted' }, 'Names, e-mail addresses, ids and every other value were searched.'),
    button(`Make ${withArticle(noun)} with the id “${q}”`, () => open(q)),
  );

function pager({ q, at, total, count, next, turn, back }) {
  const number = n => n.toLocaleString('en');
  const where = q
    ? `${number(at + count)} found${next ? ' so far' : ''}`
    : `${number(at + 1)} to ${number(at + count)} of ${number(total)}`;
  return h(
    'div',
    { class: 'row pager' },
    button('Back', back, { disabled: !state.get('after') }),
    h('span', { class: 'muted small', id: 'position' }, where),
    button(q ? 'Search on' : 'Next', turn, { disabled: !next }),
  );
}

function row({ key, changed, member }, open) {
  const plain = [name(member), key ?? 'no id of its own', mail(member)].filter(Boolean);
  const detail = [...plain.slice(name(member) ? 1 : 0), ...why(member, plain.join(' '))].join(' · ');
  const inside = [
    h('span', { class: 'face', 'aria-hidden': 'true' }, initials(member, key)),
    h(
      'span',
      { class: 'what' },
      h('span', { class: 'op' }, name(member) || key || 'no name'),
      h('span', { class: 'path' }, detail),
    ),
    changed ? h('span', { class: 'flag info', title: 'Not as the population has it' }, 'changed') : null,
  ];
  if (key === null) return h('li', {}, h('div', { class: 'person' }, inside));
  const pick = event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(key);
  };
  const current = key === state.get('key') ? 'true' : null;
  return h('li', {}, h('a', { class: 'person', href: address(key), 'aria-current': current, onclick: pick }, inside));
}

// A search looks at every value: the one that has its word shows, where no other on the row does.
function why(member, plain) {
  const has = (text, word) => text.toLowerCase().includes(word);
  const hidden = state
    .get('q')
    .toLowerCase()
    .split(' ')
    .filter(word => word && !has(plain, word));
  return hidden
    .map(word => values(member).find(([, text]) => has(text, word)))
    .filter(Boolean)
    .map(([field, text]) => `${field}: ${text}`);
}

const values = (value, field = '') =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([n, v]) => values(v, Array.isArray(value) ? field : n))
    : [[field, String(value)]];

function address(key) {
  const query = new URLSearchParams(location.search);
  query.set('key', key);
  return `?${query}`;
}

// Vendors name and nest these differently: the first text whose key says so will do.
function texts(member) {
  return Object.entries(member ?? {}).flatMap(([k, v]) => {
    if (typeof v === 'string' && v) return [[k.toLowerCase().replace(/[^a-z]/g, ''), v]];
    return v && typeof v === 'object' && !Array.isArray(v) ? texts(v) : [];
  });
}

const pick = (member, ...names) => names.map(n => texts(member).find(([k]) => k === n)?.[1]).find(Boolean);
const mail = member => texts(member).find(([, v]) => /^[^@\s]+@[^@\s]+$/.test(v))?.[1];
const initials = (member, key) =>
  (name(member) ?? key ?? '?')
    .split(/[\s-]+/)
    .map(w => w[0])
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** The noun with its article. */
export const withArticle = noun => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** What a member is called. */
export const name = member =>
  pick(member, 'name', 'fullname', 'displayname', 'eventname', 'event', 'eventtype') ??
  ([pick(member, 'firstname'), pick(member, 'lastname')].filter(Boolean).join(' ') || undefined);
