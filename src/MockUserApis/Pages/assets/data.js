// Data: what a vendor has in this sandbox, users first; one opened in the vendor's own shape.
import { h, fill, empty, problem, button, claim, closeButton, toast } from './dom.js';
import { call, read, vendors, vendorPicker, state, inSandbox } from './api.js';
import { jsonBlock } from './json.js';
import { drawMembers, name, withArticle } from './members.js';
import { chosen, collectionTabs, related } from './links.js';
import { onEscape } from './keys.js';

const betweenKeys = 250;
const list = h('section', { class: 'list' });
const detail = h('section', { class: 'detail' });
let place;
let slug;
let all;
let collection;

export async function show(into) {
  place = into;
  addEventListener('popstate', draw);
  onEscape(() => state.get('key') && open(''));
  await draw();
}

const base = () => inSandbox(`/collections/${slug}`);
const members = () => `${base()}/${collection.name}`;

async function draw() {
  const wanted = claim(place);
  const vendor = state.get('vendor') || (await vendors())[0].slug;
  const elsewhere = { key: '', after: '', at: '', q: '' };
  const vendorTabs = await vendorPicker(vendor, next => go({ ...elsewhere, vendor: next, collection: '' }));
  const there = await read(inSandbox(`/collections/${vendor}`));
  if (!(await wanted())) return;
  [slug, all] = [vendor, there];
  collection = chosen(all);
  list.setAttribute('aria-label', collection.name);
  detail.setAttribute('aria-label', `One ${collection.noun}`);
  const tabs = collectionTabs(all, collection.name, next => go({ ...elsewhere, collection: next }));
  fill(
    place,
    h('div', { class: 'bar-row' }, vendorTabs, search(), tabs && h('div', { class: 'second' }, tabs)),
    h('div', { class: 'split' }, list, detail),
  );
  document.body.classList.toggle('opened', state.get('key') !== '');
  await Promise.all([drawList(), drawMember()]);
}

function go(changes) {
  state.set(changes, true);
  return draw();
}

const drawList = () => drawMembers(list, members(), collection, open, changes => go({ ...changes, key: '' }));

function search() {
  let timer;
  const what = collection.noun === 'user' ? 'name, e-mail' : 'name';
  const input = h('input', {
    id: 'find',
    type: 'search',
    autocomplete: 'off',
    value: state.get('q'),
    size: 34,
    placeholder: `Search by ${what} or id`,
    'aria-label': `Search ${collection.name} by ${what} or id`,
  });
  const find = () => {
    clearTimeout(timer);
    if (input.value.trim() === state.get('q')) return;
    state.set({ q: input.value.trim(), after: '', at: '' });
    drawList();
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, betweenKeys);
  });
  return h(
    'form',
    {
      role: 'search',
      onsubmit: event => {
        event.preventDefault();
        find();
      },
    },
    input,
  );
}

function open(key) {
  const was = state.get('key');
  state.set({ key }, true);
  document.body.classList.toggle('opened', key !== '');
  for (const link of list.querySelectorAll('a.person')) {
    if (new URLSearchParams(link.search).get('key') === key) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }

  drawMember().then(() => {
    if (key) return detail.querySelector('h2')?.focus();
    [...list.querySelectorAll('a.person')].find(a => new URLSearchParams(a.search).get('key') === was)?.focus();
  });
}

async function drawMember() {
  const key = state.get('key');
  const { noun } = collection;
  const wanted = claim(detail);
  if (!key) return void fill(detail, nothingOpened(noun));
  const address = `${members()}/${encodeURIComponent(key)}`;
  let shown = null;
  let missing = null;
  try {
    shown = await read(address);
  } catch (error) {
    missing = error;
  }
  const member = shown && (await inner(shown));
  if (!(await wanted())) return;
  const title = name(member) ?? key;
  fill(
    detail,
    h(
      'div',
      { class: 'detail-head' },
      h('div', { class: 'grow' }, h('p', { class: 'crumbs' }, `${slug} · ${noun}`), h('h2', { tabindex: -1 }, title)),
      closeButton(noun, () => open('')),
    ),
    missing ? h('div', { class: 'note' }, missing.status === 404 ? notThere(noun, key) : missing.message) : null,
    shown ? related(shown, collection, all, base(), follow) : null,
    editor(member, missing, address, key),
    missing
      ? null
      : h(
          'section',
          { class: 'card' },
          h('h3', {}, 'As the vendor shows it'),
          jsonBlock(member, new Map(), noun[0].toUpperCase() + noun.slice(1)),
        ),
  );
}

const nothingOpened = noun =>
  empty(
    `Open ${withArticle(noun)}`,
    h(
      'p',
      { class: 'muted' },
      `As the vendor would show it. Edit it, save it, and your client meets exactly this ${noun}.`,
    ),
  );

const notThere = (noun, key) => `There is no ${noun} “${key}”. Save to make it: what you leave out is generated.`;

async function follow(to) {
  await go({ after: '', at: '', ...to });
  detail.querySelector('h2')?.focus();
}

function editor(member, missing, address, key) {
  const input = h('textarea', {
    id: 'json',
    class: 'editor',
    spellcheck: 'false',
    'aria-describedby': 'hint',
    value: JSON.stringify(member ?? {}, null, 2),
  });
  const said = h('div', { 'aria-live': 'polite' });
  const save = async () => {
    try {
      const body = JSON.parse(input.value);
      const sent = member === null ? body : difference(member, body);
      await call(member === null ? 'PUT' : 'PATCH', address, sent);
      toast(`${key} saved.`);
      draw();
    } catch (error) {
      fill(
        said,
        problem(error instanceof SyntaxError ? Object.assign(new Error(error.message), { title: 'Not JSON.' }) : error),
      );
    }
  };
  return h(
    'details',
    { class: 'card', open: missing !== null },
    h('summary', {}, missing ? 'Make it' : 'Edit'),
    h('label', { class: 'sr', for: 'json' }, `The ${collection.noun} as JSON`),
    input,
    h(
      'p',
      { class: 'muted small', id: 'hint' },
      'Only the fields you change are sent. Fields that the vendor calculates stay as they are.',
    ),
    said,
    h(
      'div',
      { class: 'row end' },
      missing ? null : button('Delete', () => remove(address, key), { class: 'button danger' }),
      button('Save', save, { class: 'button primary', id: 'save' }),
    ),
  );
}

// Some vendors wrap a user: what is edited is the part that has the fields of their update table.
async function inner(shown) {
  if (collection !== all[0]) return shown;
  const rules = await read(`/vendors/${slug}/rules`);
  const known = new Set(rules.fields.map(f => f.name));
  const score = part => Object.keys(part).filter(n => known.has(n)).length;
  const parts = [
    shown,
    ...Object.entries(shown)
      .filter(([n, v]) => !known.has(n) && v && typeof v === 'object' && !Array.isArray(v))
      .map(([, v]) => v),
  ];
  return parts.reduce((best, part) => (score(part) > score(best) ? part : best));
}

// The top-level fields that were changed or added, and null for those taken out.
const difference = (before, after) =>
  Object.fromEntries([
    ...Object.entries(after).filter(([n, v]) => JSON.stringify(v) !== JSON.stringify(before[n])),
    ...Object.keys(before)
      .filter(n => !(n in after))
      .map(n => [n, null]),
  ]);

async function remove(address, key) {
  if (!confirm(`Remove ${key} for good?`)) return;
  await call('DELETE', address);
  toast(`${key} removed.`);
  open('');
}
