// The vendors' rate limits in this sandbox, to be switched.
import { h, fill, toast } from './dom.js';
import { call, read, vendors, inSandbox } from './api.js';

function words({ window, requests, capacity, refillPerSecond }) {
  if (window) return `${requests.toLocaleString('en')} each ${window.replace(/^PT?/, '').toLowerCase()}`;
  if (capacity) return `${capacity.toLocaleString('en')}, refilled ${refillPerSecond} a second`;
  return 'no limit';
}

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
