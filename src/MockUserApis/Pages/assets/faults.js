// Faults and clock: what will go wrong next, and what time it is.
import { h, fill, badge, button, empty, problem, toast } from './dom.js';
import { call, read, vendors, inSandbox } from './api.js';
import { drawClock, tick } from './clock.js';
import { drawLimits } from './limits.js';

const kinds = [
  ['status', 'A refusal', "The vendor's own answer of a status you choose; the operation is not carried out."],
  ['latency', 'A slow answer', 'The operation begins late. For time-outs, and what a client does after one.'],
  ['reset', 'A broken connection', 'The connection ends before anything happened: safe to try again.'],
  ['commit-then-reset', 'A lost answer', 'Carried out, and then the connection ends: is a second try harmless?'],
  ['truncate', 'Half an answer', 'The length promises the whole body, half of it arrives.'],
  ['malformed', 'Broken JSON', 'The whole body, but not quite JSON.'],
  ['drip', 'An answer in drops', 'The body in ten pieces, as slowly as you say.'],
];

const timed = { status: 0, latency: 2, drip: 2 };

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
      ),
      h('div', {}, armed, clock, limits),
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

function chooser(change) {
  return h(
    'fieldset',
    { class: 'kinds' },
    h('legend', {}, 'What goes wrong'),
    kinds.map(([kind, title, what]) =>
      h(
        'label',
        { class: 'kind' },
        h('input', { type: 'radio', name: 'kind', value: kind, checked: kind === 'status', onchange: change }),
        h(
          'span',
          {},
          h('strong', {}, title),
          ' ',
          h('code', { class: 'muted' }, kind),
          h('span', { class: 'muted small what' }, what),
        ),
      ),
    ),
  );
}

function form(all, done) {
  const number = (id, more) => h('input', { id, type: 'number', ...more });
  const vendor = h(
    'select',
    { id: 'vendor', onchange: operations },
    h('option', { value: '' }, 'Every vendor'),
    all.map(v => h('option', { value: v.slug }, v.title)),
  );
  const operation = h('select', { id: 'operation' });
  const status = number('status', { min: 200, max: 599, value: 503 });
  const delay = number('delay', { min: 0, step: 0.1, value: 0 });
  const times = number('times', { min: 1, placeholder: 'until disarmed' });
  const rate = number('rate', { min: 1, max: 100, placeholder: '100' });
  const key = h('input', { id: 'key', autocomplete: 'off', placeholder: 'any' });
  const said = h('div', {});
  const root = h(
    'form',
    { class: 'card', onsubmit: arm },
    h('h2', {}, 'Arm a fault'),
    chooser(adapt),
    h(
      'div',
      { class: 'fields' },
      field('status', 'Status', status),
      field('delay', 'Seconds before it answers', delay),
      field('vendor', 'Vendor', vendor),
      field('operation', 'Operation', operation),
      field('key', 'Only for the user', key, 'An id as in the address.'),
      field('times', 'How many times', times, '3: the next three requests that match.'),
      field('rate', 'Of those, in per cent', rate, "25: one in four, by the sandbox's seed."),
    ),
    said,
    h('div', { class: 'row end' }, h('button', { class: 'button primary', id: 'arm' }, 'Arm')),
  );
  const kind = () => root.querySelector('[name=kind]:checked').value;

  function adapt() {
    root.querySelector('#status-field').hidden = kind() !== 'status';
    root.querySelector('#delay-field').hidden = !(kind() in timed);
    delay.value = timed[kind()] ?? 0;
  }

  function operations() {
    const known = all.filter(v => !vendor.value || v.slug === vendor.value);
    const group = v =>
      h(
        'optgroup',
        { label: v.title },
        [...v.operations]
          .sort((a, b) => a.id.localeCompare(b.id))
          .map(o => h('option', { value: `${v.slug} ${o.id}` }, `${o.id}: ${o.summary}`)),
      );
    fill(operation, h('option', { value: '' }, 'Any operation'), known.map(group));
  }

  async function arm(event) {
    event.preventDefault();
    const [slug, id] = operation.value.split(' ');
    try {
      await call('POST', inSandbox('/faults'), {
        kind: kind(),
        vendor: vendor.value || slug || undefined,
        operation: id,
        key: key.value || undefined,
        status: kind() === 'status' ? Number(status.value) : undefined,
        delay: kind() in timed && Number(delay.value) > 0 ? `PT${Number(delay.value)}S` : undefined,
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
  const all = button('Disarm all', () => disarm(''), { class: 'button small' });
  fill(
    place,
    h(
      'div',
      { class: 'row' },
      h('h2', { class: 'grow' }, 'Armed ', badge(faults.length, faults.length > 0 ? 'warn' : '')),
      faults.length > 1 ? all : null,
    ),
    faults.length === 0
      ? empty('Nothing is armed.', h('p', { class: 'muted' }, "Every request gets the vendor's own answer."))
      : h(
          'ul',
          { class: 'armed' },
          faults.map(fault => armedFault(fault, disarm)),
        ),
  );
}

function armedFault(f, disarm) {
  const scope = [
    f.vendor ?? 'every vendor',
    f.operation ?? 'any operation',
    f.key ? `user ${f.key}` : null,
    f.rate ? `${Math.round(f.rate * 100)} % of requests` : null,
    f.left ? `${f.left} more time${f.left === 1 ? '' : 's'}` : 'until disarmed',
  ];
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'grow' },
      h('strong', {}, f.status ? `${f.kind} ${f.status}` : f.kind),
      f.delay ? ` ${f.delay.slice(2).toLowerCase()}` : '',
      h('p', { class: 'muted small' }, scope.filter(Boolean).join(' · ')),
    ),
    button('Disarm', () => disarm(`/${encodeURIComponent(f.id)}`), {
      class: 'button small',
      'aria-label': `Disarm ${f.kind} ${f.id}`,
    }),
  );
}
