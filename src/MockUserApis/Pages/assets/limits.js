// The vendors' rate limits in this sandbox, to be switched.
import { h, fill, toast } from './dom.js';
import { call, read, vendors, inSandbox } from './api.js';

const words = limit =>
  limit.window
    ? `${limit.requests.toLocaleString('en')} each ${limit.window.replace(/^PT?/, '').toLowerCase()}`
    : limit.capacity
      ? `${limit.capacity.toLocaleString('en')}, refilled ${limit.refillPerSecond} a second`
      : 'no limit';

export async function drawLimits(place) {
  const all = await vendors();
  const limits = await Promise.all(all.map(v => read(inSandbox(`/limits/${v.slug}`))));
  fill(
    place,
    h('h2', {}, 'Rate limits'),
    h(
      'ul',
      { class: 'armed' },
      all.map((v, i) => row(v, limits[i])),
    ),
  );
}

function row(vendor, limit) {
  const change = async event => {
    const enabled = event.target.checked;
    await call('PUT', inSandbox(`/limits/${vendor.slug}`), { enabled });
    toast(`${vendor.title}: limits ${enabled ? 'on' : 'off'}.`);
  };
  const has = limit.enabled || limit.window || limit.capacity;
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'grow' },
      h('strong', {}, vendor.title),
      h('p', { class: 'muted small' }, [limit, ...(limit.also ?? [])].map(words).join(' · ')),
    ),
    has
      ? h(
          'label',
          { class: 'switch' },
          h('input', {
            type: 'checkbox',
            checked: limit.enabled,
            onchange: change,
            'aria-label': `Rate limit of ${vendor.title}`,
          }),
          h('span', { 'aria-hidden': 'true' }),
        )
      : null,
  );
}
