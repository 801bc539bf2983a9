// What every page has: the sandbox switcher, links that keep the sandbox, and the page itself.
import { h, fill, problem } from './dom.js';
import { call, read, sandbox, inSandbox, pageUrl } from './api.js';

const page = document.body.dataset.page;
const place = document.getElementById('page');

for (const link of document.querySelectorAll('.top a')) {
  const name = link.getAttribute('href').replace('/_mock/', '');
  link.href = pageUrl(name);
  if (link.closest('nav') && (name || 'traffic') === page) link.setAttribute('aria-current', 'page');
  else link.removeAttribute('aria-current');
}

const select = document.getElementById('sandbox');
const made = '\u0000new';

async function listSandboxes() {
  const all = (await read('/sandboxes')).map(s => s.name);
  if (!all.includes(sandbox())) all.push(sandbox());
  fill(
    select,
    all
      .sort((a, b) => (b === 'default') - (a === 'default') || a.localeCompare(b))
      .map(name => h('option', { value: name }, name)),
    h('option', { value: made }, 'New sandbox …'),
  );
  select.value = sandbox();
}

select.addEventListener('change', async () => {
  const next = select.value;
  if (next === made) {
    select.value = sandbox();
    const { create } = await import('./sandbox.js');
    const name = await create();
    if (name) go(name);
  } else go(next);
});

// Another sandbox has other users and exchanges: filters may stay, the open exchange, user or page of users may not.
function go(name) {
  const query = new URLSearchParams(location.search);
  for (const gone of ['open', 'key', 'after', 'at']) query.delete(gone);
  if (name === 'default') query.delete('sandbox');
  else query.set('sandbox', name);
  const search = query.size > 0 ? `?${query}` : '';
  if (search === location.search) location.reload();
  else location.search = search;
}

document.getElementById('reset').addEventListener('click', async () => {
  const what = 'Back to the generated population? Users, traffic, faults, limits and clock start afresh';
  if (!confirm(`${what} in sandbox “${sandbox()}”.`)) return;
  try {
    await call('POST', inSandbox('/reset'));
    go(sandbox());
  } catch (error) {
    alert(error.message);
  }
});

try {
  const [module] = await Promise.all([import(`./${page}.js`), listSandboxes().catch(() => {})]);
  await module.show(place);
} catch (error) {
  console.error(error);
  fill(place, problem(error));
}
