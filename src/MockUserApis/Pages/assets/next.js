// Coverage: what to try next, the most telling first.
import { h } from './dom.js';

const maxSteps = 8;
const maxNames = 6;

/** A card of what the contract has and nobody has exercised; null: nothing is left. */
export function nextSteps(operations) {
  const steps = operations.flatMap(stepsOf).sort((a, b) => a.order - b.order);
  if (steps.length === 0) return null;
  const more = steps.length - maxSteps;
  return h(
    'section',
    { class: 'card', id: 'next' },
    h('h2', {}, 'Next: try these'),
    h(
      'ul',
      { class: 'steps' },
      steps
        .slice(0, maxSteps)
        .map(({ operation, words }) =>
          h(
            'li',
            {},
            h('span', {}, h('span', { class: 'method' }, operation.method), ' ', h('code', {}, operation.path)),
            h('span', { class: 'muted' }, words),
          ),
        ),
    ),
    more > 0 && h('p', { class: 'muted small' }, `And ${more} more, below.`),
  );
}

// Null is what clients most often send and least often test.
function stepsOf(operation) {
  if (!operation.called) return [{ order: 3, operation, words: 'call it once' }];
  const fields = Object.entries(operation.fields);
  const unseen = kind => fields.filter(([, cells]) => cells[kind] === false).map(([name]) => name);
  const words = Object.entries(operation.enums).map(([name, seen]) => [name, missing(seen)]);
  return [
    step(0, unseen('null'), names => `send null for ${names}`),
    step(
      1,
      missing(operation.statuses).filter(s => /^\d/.test(s)),
      names => `bring about ${names}`,
    ),
    step(2, unseen('value'), names => `send a value for ${names}`),
    step(4, unseen('absent'), names => `leave out ${names}`),
    ...words.map(([name, left]) => step(5, left, names => `${name}: ${names}`)),
  ].filter(Boolean);

  function step(order, names, say) {
    return names.length === 0 ? null : { order, operation, words: say(some(names)) };
  }
}

const missing = seen =>
  Object.entries(seen)
    .filter(([, yes]) => yes === false)
    .map(([name]) => name);

const some = names =>
  names.slice(0, maxNames).join(', ') + (names.length > maxNames ? ` and ${names.length - maxNames} more` : '');
