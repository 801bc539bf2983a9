import { h, fill, button, problem } from './dom.js';
import { call } from './api.js';

/** A dialog that makes a sandbox; its name, or null. */
export function create() {
  return new Promise(done => {
    const name = h('input', {
      id: 'new-name',
      autocomplete: 'off',
      placeholder: 'ci-7',
      pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]{0,62}',
    });
    const seed = h('input', { id: 'new-seed', type: 'number', placeholder: '1' });
    const population = h('input', { id: 'new-population', type: 'number', min: 0, placeholder: '1000' });
    const profile = h(
      'select',
      { id: 'new-profile' },
      h('option', { value: '' }, 'as the server'),
      h('option', {}, 'strict'),
      h('option', {}, 'lenient'),
    );
    const said = h('div', {});
    const field = (label, input) => h('div', { class: 'field' }, h('label', { for: input.id }, label), input);
    const close = result => {
      box.remove();
      done(result);
    };
    const send = async event => {
      event.preventDefault();
      const ask = {
        name: name.value || undefined,
        seed: seed.value === '' ? undefined : Number(seed.value),
        population: population.value === '' ? undefined : Number(population.value),
        profile: profile.value || undefined,
      };
      try {
        close((await (await call('POST', '/sandboxes', ask)).json()).name);
      } catch (error) {
        fill(said, problem(error));
      }
    };
    const box = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'new-title' },
      h(
        'form',
        { onsubmit: send },
        h('h2', { id: 'new-title' }, 'New sandbox'),
        h('p', {}, 'Users, clock, faults, limits and traffic of its own. It gets credentials of its own, too.'),
        h(
          'div',
          { class: 'fields' },
          field('Name', name),
          field('Profile', profile),
          field('Seed', seed),
          field('Users a vendor', population),
        ),
        said,
        h(
          'div',
          { class: 'row end' },
          button('Cancel', () => close(null)),
          h('button', { class: 'button primary' }, 'Make it'),
        ),
      ),
    );
    box.addEventListener('cancel', () => close(null));
    document.body.append(box);
    box.showModal();
  });
}
