// Requests that reached neither a vendor nor the control plane: a wrong base address shows here, or nowhere.
import { h, fill, statusBadge, timeOfDay } from './dom.js';
import { read } from './api.js';

const betweenLooks = 3000;
const mostShown = 3;

export const misaddressed = h('section', {
  class: 'lost',
  id: 'misaddressed',
  hidden: true,
  tabindex: 0,
  'aria-label': 'Requests to a wrong address',
});

/** Looks again and again until aborted. */
export async function watch(signal) {
  while (!signal.aborted) {
    try {
      draw(await read('/misaddressed', { signal }));
    } catch {
      // The live list says that the mock is away.
    }
    await new Promise(done => setTimeout(done, betweenLooks));
  }
}

function draw(entries) {
  misaddressed.hidden = entries.length === 0;
  const many = entries.length === 1 ? 'One request went' : `${entries.length} requests went`;
  const more = entries.length > mostShown ? `, the last ${mostShown}:` : ':';
  fill(
    misaddressed,
    h('p', {}, h('strong', {}, `${many} to an address where nothing is`), more),
    h(
      'ul',
      {},
      entries
        .slice(0, mostShown)
        .map(e =>
          h(
            'li',
            {},
            timeOfDay(e.at),
            ' ',
            h('code', {}, `${e.method} ${e.path}`),
            ' ',
            statusBadge(e.status),
            h('p', {}, e.detail),
          ),
        ),
    ),
  );
}
