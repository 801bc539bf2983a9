import { h } from './dom.js';

/** Asks for the control plane's token until one was given. */
export function ask() {
  return new Promise(done => {
    const input = h('input', { type: 'password', id: 'token', autocomplete: 'off', required: true });
    const send = event => {
      event.preventDefault();
      if (!input.value) return;
      box.remove();
      done(input.value);
    };
    const box = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'token-title' },
      h(
        'form',
        { onsubmit: send },
        h('h2', { id: 'token-title' }, 'Control token'),
        h('p', {}, 'This mock was started with a control token. The token stays in this tab.'),
        h('label', { for: 'token' }, 'Token'),
        input,
        h('div', { class: 'row end' }, h('button', { class: 'button primary' }, 'Go on')),
      ),
    );
    document.body.append(box);
    box.addEventListener('cancel', event => event.preventDefault());
    box.showModal();
  });
}
