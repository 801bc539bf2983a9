// The sandbox's clock, and how far it is from real time.
import { h, fill, badge, button, problem, stamp } from './dom.js';
import { call, read, inSandbox } from './api.js';

// What it takes to ask and to draw is no offset.
const smallest = 2000;
const steps = [
  ['PT1M', '+1 min'],
  ['PT1H', '+1 h'],
  ['P1D', '+1 day'],
  ['P30D', '+30 days'],
];
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

let shown;
let distance;
let real;
let clock = null;

const now = () => clock.now + (clock.frozen ? 0 : performance.now() - clock.at);

/** Shows the time anew. */
export function tick() {
  if (!shown || !clock) return;
  shown.textContent = stamp(now());
  const offset = now() - Date.now();
  const isReal = !clock.frozen && Math.abs(offset) < smallest;
  distance.textContent = isReal
    ? 'Real time.'
    : `${span(Math.abs(offset))} ${offset < 0 ? 'behind' : 'ahead of'} real time.`;
  real.disabled = isReal;
}

// The two largest units.
function span(ms) {
  const parts = [];
  let rest = Math.round(ms / 1000) * 1000;
  for (const [unit, size] of units) {
    const many = Math.floor(rest / size);
    rest -= many * size;
    if (many > 0) parts.push(`${many.toLocaleString('en')} ${unit}${many === 1 ? '' : 's'}`);
  }

  return parts.slice(0, 2).join(' ') || '0 seconds';
}

export async function drawClock(place) {
  const set = view => {
    clock = { now: Date.parse(view.now), frozen: view.frozen, at: performance.now() };
  };
  const change = async ask => {
    set(await (await call('POST', inSandbox('/clock'), ask)).json());
    draw();
  };
  const when = h('input', { type: 'datetime-local', id: 'when', step: 1 });
  const said = h('div', {});
  const attempt = ask => change(ask).catch(error => fill(said, problem(error)));
  const moves = (id, text, ask) => button(text, () => attempt(ask()), { id });
  const setTo = event => {
    event.preventDefault();
    if (when.value) attempt({ now: `${when.value}${when.value.length === 16 ? ':00' : ''}Z` });
  };
  shown = h('span', { class: 'clock-now' });
  distance = h('p', { class: 'muted', id: 'offset' });

  function draw() {
    real = moves('real', 'Back to real time', () => ({ now: new Date().toISOString(), freeze: false }));
    fill(said);
    fill(
      place,
      h('h2', {}, 'Clock ', badge(clock.frozen ? 'frozen' : 'running', clock.frozen ? 'info' : 'good')),
      h('p', { class: 'clock-face' }, shown, h('span', { class: 'muted small' }, ' UTC')),
      distance,
      h(
        'div',
        { class: 'row wrap', role: 'group', 'aria-label': 'Clock' },
        moves('freeze', clock.frozen ? 'Let it run' : 'Freeze', () => ({ freeze: !clock.frozen })),
        steps.map(([advance, text]) => moves(null, text, () => ({ advance }))),
        real,
      ),
      h(
        'form',
        { class: 'row wrap', onsubmit: setTo },
        h('label', { for: 'when' }, 'Set to (UTC)'),
        when,
        h('button', { class: 'button' }, 'Set'),
      ),
      said,
      h('p', { class: 'muted small' }, 'Limits, time stamps, windows and faults of this sandbox follow this clock.'),
    );
    tick();
  }

  set(await read(inSandbox('/clock')));
  draw();
}
