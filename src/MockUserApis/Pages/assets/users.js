// Users: a vendor's population in this sandbox, searched or page by page; one opened in the vendor's own shape.
import { h, fill, empty, problem, toast } from './dom.js';
import { call, read, vendors, vendorPicker, state, inSandbox } from './api.js';
import { jsonBlock } from './json.js';
import { drawPeople, name } from './people.js';
import { onEscape } from './keys.js';

const betweenKeys = 250;
const list = h('section', { class: 'list', 'aria-label': 'Users' });
const detail = h('section', { class: 'detail', 'aria-label': 'One user' });
let place;
let slug;

export async function show(into) {
  place = into;
  addEventListener('popstate', draw);
  onEscape(() => state.get('key') && open(''));
  await draw();
}

async function draw() {
  slug = state.get('vendor') || (await vendors())[0].slug;
  const picker = await vendorPicker(slug, next => {
    state.set({ vendor: next, key: '', after: '', at: '', q: '' }, true);
    draw();
  });
  fill(place, h('div', { class: 'bar-row' }, picker, search()), h('div', { class: 'split' }, list, detail));
  document.body.classList.toggle('opened', state.get('key') !== '');
  await Promise.all([people(), drawUser(detail)]);
}

const people = () =>
  drawPeople(list, slug, open, changes => {
    state.set({ ...changes, key: '' }, true);
    draw();
  });

function search() {
  let timer;
  const input = h('input', {
    id: 'find',
    type: 'search',
    autocomplete: 'off',
    value: state.get('q'),
    size: 34,
    placeholder: 'Search by name, e-mail or id',
    'aria-label': 'Search users by name, e-mail address or id',
  });
  const find = () => {
    clearTimeout(timer);
    if (input.value.trim() === state.get('q')) return;
    state.set({ q: input.value.trim(), after: '', at: '' });
    people();
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

  drawUser(detail).then(() => {
    if (key) return detail.querySelector('h2')?.focus();
    [...list.querySelectorAll('a.person')].find(a => new URLSearchParams(a.search).get('key') === was)?.focus();
  });
}

async function drawUser(detail) {
  const key = state.get('key');
  if (!key) {
    fill(
      detail,
      empty(
        'Open a user',
        h(
          'p',
          { class: 'muted' },
          'It shows as the vendor would show it. Edit it, save it, and your client meets exactly this user.',
        ),
      ),
    );
    return;
  }

  const address = inSandbox(`/users/${slug}/${encodeURIComponent(key)}`);
  const back = h(
    'button',
    {
      type: 'button',
      class: 'button icon',
      'aria-label': 'Close the user',
      title: 'Close (Esc)',
      onclick: () => open(''),
    },
    '×',
  );
  let user = null;
  let missing = null;
  try {
    user = inner(await read(address), await read(`/vendors/${slug}/rules`));
  } catch (error) {
    missing = error;
  }
  const editor = h('textarea', {
    id: 'json',
    class: 'editor',
    spellcheck: 'false',
    'aria-describedby': 'hint',
    value: JSON.stringify(user ?? {}, null, 2),
  });
  const said = h('div', { 'aria-live': 'polite' });
  const view = h('div', {}, jsonBlock(user, new Map(), 'User'));
  const save = async () => {
    try {
      const body = JSON.parse(editor.value);
      const sent = user === null ? body : difference(user, body);
      await call(user === null ? 'PUT' : 'PATCH', address, sent);
      toast(`${key} saved.`);
      draw();
    } catch (error) {
      fill(
        said,
        problem(error instanceof SyntaxError ? Object.assign(new Error(error.message), { title: 'Not JSON.' }) : error),
      );
    }
  };
  fill(
    detail,
    h(
      'div',
      { class: 'detail-head' },
      h('div', { class: 'grow' }, h('p', { class: 'crumbs' }, slug), h('h2', { tabindex: -1 }, name(user) ?? key)),
      back,
    ),
    missing
      ? h(
          'div',
          { class: 'note' },
          missing.status === 404
            ? `There is no user “${key}”. Save to make it: what you leave out is generated.`
            : missing.message,
        )
      : null,
    h(
      'details',
      { class: 'card', open: missing !== null },
      h('summary', {}, missing ? 'Make it' : 'Edit'),
      h('label', { class: 'sr', for: 'json' }, 'The user as JSON'),
      editor,
      h(
        'p',
        { class: 'muted small', id: 'hint' },
        'Only the fields you change are sent. Fields that the vendor calculates stay as they are.',
      ),
      said,
      h(
        'div',
        { class: 'row end' },
        missing
          ? null
          : h('button', { type: 'button', class: 'button danger', onclick: () => remove(address, key) }, 'Delete'),
        h('button', { type: 'button', class: 'button primary', id: 'save', onclick: save }, 'Save'),
      ),
    ),
    missing ? null : h('section', { class: 'card' }, h('h3', {}, 'As the vendor shows it'), view),
  );
}

// Some vendors wrap a user: what is edited is the part that has the fields of their update table.
function inner(shown, rules) {
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
