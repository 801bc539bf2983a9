// Faults and clock: what will go wrong next, and what time it is.
import { h, fill, badge, empty, problem, toast } from './dom.js';
import { call, read, vendors, inSandbox } from './api.js';

const kinds = {
  status: "Answers with a status, in the vendor's own shape",
  latency: 'Waits, then answers',
  reset: 'Breaks the connection before anything happens',
  'commit-then-reset': 'Does it, then breaks the connection',
  truncate: 'Sends half the answer, then breaks the connection',
  malformed: 'Sends JSON that does not parse',
  drip: 'Sends the answer slowly, piece by piece',
};

export async function show(place) {
  const armed = h('section', { class: 'card', 'aria-live': 'polite' });
  const clock = h('section', { class: 'card' });
  const limits = h('section', { class: 'card' });
  fill(
    place,
    h(
      'div',
      { class: 'columns' },
      h(
        'div',
        {},
        form(await vendors(), () => drawArmed(armed)),
        armed,
      ),
      h('div', {}, clock, limits),
    ),
  );
  await Promise.all([drawArmed(armed), drawClock(clock), drawLimits(limits)]);
  setInterval(() => document.hidden || drawArmed(armed), 3000);
  setInterval(() => document.hidden || tick(), 1000);
}

const field = (id, label, input, hint) =>
  h(
    'div',
    { class: 'field', id: `${id}-field` },
    h('label', { for: id }, label),
    input,
    hint ? h('p', { class: 'muted small' }, hint) : null,
  );

function form(all, done) {
  const kind = h(
    'select',
    { id: 'kind', onchange: adapt },
    Object.keys(kinds).map(k => h('option', {}, k)),
  );
  const vendor = h(
    'select',
    { id: 'vendor', onchange: operations },
    h('option', { value: '' }, 'every vendor'),
    all.map(v => h('option', { value: v.slug }, v.title)),
  );
  const operation = h('select', { id: 'operation' });
  const status = h('input', { id: 'status', type: 'number', min: 200, max: 599, value: 503 });
  const delay = h('input', { id: 'delay', type: 'number', min: 0, step: 0.1, value: 2 });
  const times = h('input', { id: 'times', type: 'number', min: 1, placeholder: 'until disarmed' });
  const rate = h('input', { id: 'rate', type: 'number', min: 1, max: 100, placeholder: '100' });
  const key = h('input', { id: 'key', autocomplete: 'off', placeholder: 'any' });
  const what = h('p', { class: 'muted small' });
  const said = h('div', {});
  const root = h(
    'form',
    { class: 'card', onsubmit: arm },
    h('h2', {}, 'Arm a fault'),
    h(
      'div',
      { class: 'fields' },
      h('div', { class: 'field wide' }, h('label', { for: 'kind' }, 'What goes wrong'), kind, what),
      field('status', 'Status', status),
      field('delay', 'Seconds', delay),
      field('vendor', 'At', vendor),
      field('operation', 'Operation', operation),
      field('key', 'Only for user', key),
      field('times', 'How often', times),
      field('rate', 'Of matching requests, %', rate),
    ),
    said,
    h('div', { class: 'row end' }, h('button', { class: 'button primary', id: 'arm' }, 'Arm')),
  );

  function adapt() {
    what.textContent = kinds[kind.value];
    root.querySelector('#status-field').hidden = kind.value !== 'status';
    root.querySelector('#delay-field').hidden = !['latency', 'drip', 'status'].includes(kind.value);
    delay.value = kind.value === 'status' ? 0 : 2;
  }

  function operations() {
    const known = all.filter(v => !vendor.value || v.slug === vendor.value).flatMap(v => v.operations.map(o => o.id));
    fill(
      operation,
      h('option', { value: '' }, 'any operation'),
      [...new Set(known)].map(id => h('option', {}, id)),
    );
  }

  async function arm(event) {
    event.preventDefault();
    const timed = ['latency', 'drip', 'status'].includes(kind.value) && Number(delay.value) > 0;
    try {
      await call('POST', inSandbox('/faults'), {
        kind: kind.value,
        vendor: vendor.value || undefined,
        operation: operation.value || undefined,
        key: key.value || undefined,
        status: kind.value === 'status' ? Number(status.value) : undefined,
        delay: timed ? `PT${Number(delay.value)}S` : undefined,
        times: times.value ? Number(times.value) : undefined,
        rate: rate.value ? Number(rate.value) / 100 : undefined,
      });
      fill(said);
      toast('Armed.');
      done();
    } catch (error) {
      fill(said, problem(error));
    }
  }

  adapt();
  operations();
  return root;
}

let last = '';
async function drawArmed(place) {
  const faults = await read(inSandbox('/faults'));
  const now = JSON.stringify(faults);
  if (now === last && place.childElementCount > 0) return;
  last = now;
  const disarm = async path => {
    await call('DELETE', inSandbox(`/faults${path}`));
    drawArmed(place);
  };
  fill(
    place,
    h(
      'div',
      { class: 'row' },
      h('h2', { class: 'grow' }, 'Armed ', badge(faults.length, faults.length > 0 ? 'warn' : '')),
      faults.length > 1
        ? h('button', { type: 'button', class: 'button small', onclick: () => disarm('') }, 'Disarm all')
        : null,
    ),
    faults.length === 0
      ? empty('Nothing is armed.', h('p', { class: 'muted' }, "Every request gets the vendor's own answer."))
      : h(
          'ul',
          { class: 'armed' },
          faults.map(f =>
            h(
              'li',
              {},
              h(
                'div',
                { class: 'grow' },
                h('strong', {}, f.status ? `${f.kind} ${f.status}` : f.kind),
                f.delay ? ` ${f.delay.slice(2).toLowerCase()}` : '',
                h(
                  'p',
                  { class: 'muted small' },
                  [
                    f.vendor ?? 'every vendor',
                    f.operation ?? 'any operation',
                    f.key ? `user ${f.key}` : null,
                    f.rate ? `${Math.round(f.rate * 100)} % of requests` : null,
                    f.left ? `${f.left} more time${f.left === 1 ? '' : 's'}` : 'until disarmed',
                  ]
                    .filter(Boolean)
                    .join(' · '),
                ),
              ),
              h(
                'button',
                {
                  type: 'button',
                  class: 'button small',
                  'aria-label': `Disarm ${f.kind} ${f.id}`,
                  onclick: () => disarm(`/${encodeURIComponent(f.id)}`),
                },
                'Disarm',
              ),
            ),
          ),
        ),
  );
}

let shown;
let hands = null;

function tick() {
  if (!shown || !hands) return;
  const now = new Date(hands.now + (hands.frozen ? 0 : performance.now() - hands.at));
  shown.textContent = now.toISOString().replace('T', ' ').slice(0, 19);
}

async function drawClock(place) {
  const set = view => {
    hands = { now: Date.parse(view.now), frozen: view.frozen, at: performance.now() };
  };
  const change = async ask => {
    set(await (await call('POST', inSandbox('/clock'), ask)).json());
    draw();
  };
  const when = h('input', { type: 'datetime-local', id: 'when', step: 1 });
  const said = h('div', {});
  const attempt = ask => change(ask).catch(error => fill(said, problem(error)));
  shown = h('span', { class: 'clock-now' });
  function draw() {
    fill(said);
    fill(
      place,
      h('h2', {}, 'Clock ', badge(hands.frozen ? 'frozen' : 'running', hands.frozen ? 'info' : 'good')),
      h('p', { class: 'clock-face' }, shown, h('span', { class: 'muted small' }, ' UTC')),
      h(
        'div',
        { class: 'row wrap', role: 'group', 'aria-label': 'Clock' },
        h(
          'button',
          { type: 'button', class: 'button', id: 'freeze', onclick: () => attempt({ freeze: !hands.frozen }) },
          hands.frozen ? 'Let it run' : 'Freeze',
        ),
        [
          ['PT1M', '+1 min'],
          ['PT1H', '+1 h'],
          ['P1D', '+1 day'],
          ['P30D', '+30 days'],
        ].map(([advance, text]) =>
          h('button', { type: 'button', class: 'button', onclick: () => attempt({ advance }) }, text),
        ),
      ),
      h(
        'form',
        {
          class: 'row wrap',
          onsubmit: e => {
            e.preventDefault();
            if (when.value) attempt({ now: `${when.value}${when.value.length === 16 ? ':00' : ''}Z` });
          },
        },
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

async function drawLimits(place) {
  const all = await vendors();
  const limits = await Promise.all(all.map(v => read(inSandbox(`/limits/${v.slug}`))));
  const words = l =>
    l.window
      ? `${l.requests.toLocaleString('en')} each ${l.window.replace(/^P/, '').replace(/^T/, '').toLowerCase()}`
      : l.capacity
        ? `${l.capacity.toLocaleString('en')}, refilled ${l.refillPerSecond} a second`
        : 'no limit';
  fill(
    place,
    h('h2', {}, 'Rate limits'),
    h(
      'ul',
      { class: 'armed' },
      all.map((v, i) =>
        h(
          'li',
          {},
          h(
            'div',
            { class: 'grow' },
            h('strong', {}, v.title),
            h('p', { class: 'muted small' }, [limits[i], ...(limits[i].also ?? [])].map(words).join(' · ')),
          ),
          !limits[i].enabled && !limits[i].window && !limits[i].capacity
            ? null
            : h(
                'label',
                { class: 'switch' },
                h('input', {
                  type: 'checkbox',
                  checked: limits[i].enabled,
                  'aria-label': `Rate limit of ${v.title}`,
                  onchange: async e => {
                    await call('PUT', inSandbox(`/limits/${v.slug}`), { enabled: e.target.checked });
                    toast(`${v.title}: limits ${e.target.checked ? 'on' : 'off'}.`);
                  },
                }),
                h('span', { 'aria-hidden': 'true' }),
              ),
        ),
      ),
    ),
  );
}
