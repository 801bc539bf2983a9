// Traffic: a live list of exchanges, newest first, and one of them opened.
import { h, fill, button, claim, empty, released } from './dom.js';
import { read, call, vendors, apis, hueOf, state, inSandbox } from './api.js';
import { listen } from './stream.js';
import { showExchange } from './exchange.js';
import { connect } from './connect.js';
import { filters, fits } from './traffic-filters.js';
import { showRow } from './traffic-row.js';
import { misaddressed, watch } from './misaddressed.js';
import { onEscape, walk } from './keys.js';

const maxKept = 1000;
const maxShown = 200;
const betweenDraws = 120;
const betweenNewest = 1000;

let kept = []; // newest first
let fresh = []; // arrived, not drawn yet
let paused = false;
let drawn = 0;
let missed = 0; // dropped by the server, because this page could not keep up
let scheduled = false;
let titles = new Map();
let hues = new Map();
const list = h('ol', { class: 'rows', id: 'exchanges', 'aria-label': 'Exchanges, newest first' });
const detail = h('section', { class: 'detail', 'aria-label': 'One exchange' });
const newest = h('div', { class: 'newest' });
const count = h('span', { class: 'muted small', id: 'count' });
const live = h('span', { class: 'live', role: 'status' }, 'connecting');
const toTop = () => {
  list.scrollTop = 0;
  schedule();
};
const newer = button('', toTop, { class: 'newer', hidden: true });
const nothing = h('div', { class: 'nothing' });

export async function show(place) {
  const all = await vendors();
  titles = new Map((await apis()).map(a => [a.name, a.title]));
  for (const v of all) hues.set(v.slug, await hueOf(v.slug));
  fill(
    place,
    h(
      'div',
      { class: 'traffic' },
      h('div', { class: 'list' }, filters(all, tools(), redraw), misaddressed, newer, list, nothing),
      detail,
    ),
  );
  list.addEventListener('scroll', () => {
    if (list.scrollTop < 40) schedule();
  });
  walk(list, link => {
    if (!state.get('open')) return;
    state.set({ open: link.dataset.id });
    open();
  });
  list.addEventListener('click', pick);
  onEscape(() => state.get('open') && close());
  addEventListener('popstate', () => {
    redraw();
    open();
  });
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  await start();
  open();
}

function tools() {
  const hold = () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', String(paused));
    pause.textContent = paused ? 'Go on' : 'Pause';
    schedule();
  };
  const pause = button('Pause', hold, { class: 'button small', id: 'pause', 'aria-pressed': 'false' });
  const empties = button('Clear', clear, { class: 'button small' });
  return h('div', { class: 'row tools' }, live, count, pause, empties);
}

const row = (e, isNew) => showRow(e, isNew, titles.get(e.api ?? e.vendor) ?? e.vendor, hues.get(e.vendor) ?? 232);

async function clear() {
  await Promise.all([call('DELETE', inSandbox('/requests')), call('DELETE', '/misaddressed')]);
  misaddressed.hidden = true;
  kept = [];
  fresh = [];
  missed = 0;
  state.set({ open: '' });
  redraw();
  open();
}

let abort = null;

async function start() {
  stop();
  abort = new AbortController();
  const { signal } = abort;
  listen(
    inSandbox('/requests/stream?view=summary'),
    receive,
    (on, why) => {
      live.textContent = on ? 'live' : (why ?? 'reconnecting');
      live.classList.toggle('on', on);
    },
    signal,
  );
  watch(signal);
  const before = await read(inSandbox(`/requests?view=summary&limit=${maxShown}`), { signal });
  const known = new Set(kept.map(e => e.id));
  kept = [...before.reverse().filter(e => !known.has(e.id)), ...kept].sort((a, b) => b.id - a.id).slice(0, maxKept);
  redraw();
}

function receive(events) {
  for (const event of events) {
    if (event.dropped) missed += event.dropped;
    else fresh.push(event);
  }
  if (fresh.length > maxKept) fresh.splice(0, fresh.length - maxKept);
  if (missed > 0) say();
  schedule();
}

function stop() {
  abort?.abort();
  abort = null;
}

const held = () => paused || list.scrollTop >= 40;

// As often as the screen shows, and no more than the eye follows.
function schedule() {
  if (scheduled) return;
  scheduled = true;
  const wait = Math.max(0, betweenDraws - (performance.now() - drawn));
  setTimeout(
    () =>
      requestAnimationFrame(async () => {
        await released(list);
        scheduled = false;
        drawn = performance.now();
        take();
      }),
    wait,
  );
}

function take() {
  newer.hidden = fresh.length === 0 || !held();
  newer.textContent = `${fresh.length} new${paused ? ', paused' : ' ↑'}`;
  if (held() || fresh.length === 0) return;
  const known = new Set(kept.slice(0, maxShown).map(e => e.id));
  const arrived = fresh.reverse().filter(e => !known.has(e.id));
  fresh = [];
  kept = [...arrived, ...kept].slice(0, maxKept);
  list.prepend(
    ...arrived
      .filter(fits)
      .slice(0, maxShown)
      .map(e => row(e, true)),
  );
  while (list.childElementCount > maxShown) list.lastElementChild.remove();
  say();
}

function redraw() {
  fill(
    list,
    kept
      .filter(fits)
      .slice(0, maxShown)
      .map(e => row(e, false)),
  );
  say();
}

function say() {
  const matching = kept.filter(fits).length;
  const lost = missed > 0 ? `, ${missed} missed` : '';
  const many = `${kept.length} exchange${kept.length === 1 ? '' : 's'}`;
  count.textContent = (matching === kept.length ? many : `${matching} of ${many}`) + lost;
  count.title = missed > 0 ? 'missed: this page could not keep up. Reload to see what the journal still has.' : '';
  following ??= setTimeout(follow, betweenNewest);
  list.hidden = list.childElementCount === 0;
  nothing.hidden = !list.hidden;
  if (nothing.hidden) return;
  fill(
    nothing,
    kept.length > 0
      ? empty('No exchange fits these filters.')
      : empty('Nothing yet.', h('p', { class: 'muted' }, 'Send a request and it appears here, without a reload.')),
  );
}

function pick(event) {
  const link = event.target.closest('a.exchange');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  state.set({ open: link.dataset.id }, true);
  open(true);
}

function close() {
  const id = state.get('open');
  state.set({ open: '' }, true);
  open();
  list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus();
}

async function open(byHand = false) {
  const id = state.get('open');
  document.body.classList.toggle('opened', id !== '');
  for (const link of list.querySelectorAll('a.exchange')) {
    if (link.dataset.id === id) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }

  if (!id) return idle();
  await showExchange(detail, id, close);
  detail.scrollTop = 0;
  if (byHand) detail.querySelector('#exchange-title')?.focus({ preventScroll: false });
}

// With nothing opened: where to point a client, and the newest exchange as it comes.
async function idle() {
  const wanted = claim(detail);
  shown = null;
  fill(newest);
  const ways = await connect(kept.length === 0);
  if (!(await wanted())) return;
  fill(detail, ways, newest);
  document.body.classList.toggle('idle', kept.length === 0);
  await follow();
}

let shown = null;
let following;

async function follow() {
  following = clearTimeout(following);
  const last = kept.find(fits);
  if (state.get('open') || !newest.isConnected || last?.id === shown) return;
  shown = last?.id ?? null;
  if (!last) return fill(newest);
  document.body.classList.remove('idle');
  const next = h('div', { class: 'newest-exchange' });
  await showExchange(next, last.id, null);
  if (shown === last.id && !state.get('open')) fill(newest, next.childNodes.length > 0 ? [...next.childNodes] : []);
}
