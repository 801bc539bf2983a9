// One request through the mock: the steps it passed, how long each took, which one decided.
import { h, badge, duration } from './dom.js';

const steps = [
  ['address', 'Which vendor, which sandbox; the body is read'],
  ['credentials', 'Is the path there, who are you, may you?'],
  ['fault', 'Is a fault armed for it?'],
  ['limit', 'Is there room in the rate limit?'],
  ['check', 'Does it keep the contract?'],
  ['merge', "The vendor's own behaviour: look up, merge, store"],
  ['answer', 'The reply, its evidence and the journal'],
];

export function timeline(entry) {
  const spent = new Map((entry.steps ?? []).map(s => [s.name, s.us]));
  if (spent.size === 0) return null;
  const decider = [...steps]
    .reverse()
    .map(([name]) => name)
    .find(name => name !== 'answer' && spent.has(name));
  const most = Math.max(...spent.values(), 1);
  const refused = entry.status >= 400 || entry.status === 0;
  return h(
    'section',
    { class: 'card' },
    h('h3', {}, 'The way through the mock ', badge(`${decider} decided`, refused ? 'warn' : 'good')),
    h(
      'ol',
      { class: 'timeline' },
      steps.map(([name, what]) => {
        const us = spent.get(name);
        const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
        bar.style.inlineSize = us === undefined ? '0' : `${Math.max(4, (us / most) * 100)}%`;
        const decided = name === decider && (refused ? 'decided no' : 'decided');
        const kind = us === undefined ? 'skipped' : decided || '';
        return h(
          'li',
          { class: kind, title: what },
          h('span', { class: 'dot', 'aria-hidden': 'true' }),
          h('span', { class: 'step' }, name),
          h('span', { class: 'took' }, us === undefined ? 'not reached' : duration(us)),
          h('span', { class: 'track' }, bar),
        );
      }),
    ),
  );
}
