// API docs: Swagger UI on a vendor's spec. What is tried goes to this mock, through this origin, with the sandbox's
// credential.
import { h, fill, copyButton } from './dom.js';
import { call, read, apis, apiPicker, state, sandbox, inSandbox } from './api.js';
import { makeReady } from './examples.js';

// Colours take a page of 100 users a second, and half a minute where the machine is busy.
const maxColoured = 20_000;

const plainWhenLong = () => ({
  wrapComponents: {
    SyntaxHighlighter: (Coloured, { React, getComponent }) =>
      function Answer(props) {
        const isLong = String(props.children).length > maxColoured;
        return isLong
          ? React.createElement(getComponent('PlainTextViewer'), { className: props.className }, props.children)
          : React.createElement(Coloured, props);
      },
  },
});

const load = (tag, props) =>
  new Promise((done, failed) => document.head.append(h(tag, { ...props, onload: done, onerror: failed })));

const style = name => load('link', { rel: 'stylesheet', href: `/_mock/assets/${name}.css` });

export async function show(place) {
  addEventListener('popstate', () => draw(place));
  await Promise.all([
    style('swagger-ui').then(() => style('swagger')),
    load('script', { src: '/_mock/assets/swagger-ui-bundle.js' }),
  ]);
  await draw(place);
}

// An id of more than 16 digits stays a text: as a number of JavaScript's it would change.
async function readSpec(name) {
  const text = await (await call('GET', `/openapi/${name}.json`)).text();
  return JSON.parse(text.replace(/("example":\s*)(\d{16,})/g, '$1"$2"'));
}

async function draw(place) {
  const all = await apis();
  const api = all.find(a => a.name === state.get('vendor')) ?? all[0];
  const [picker, spec, box] = await Promise.all([
    apiPicker(api.name, next => {
      state.set({ vendor: next }, true);
      draw(place);
    }),
    readSpec(api.name),
    read(inSandbox('')),
  ]);
  await makeReady(spec, api);
  const address = `${location.origin}/~${sandbox()}/${api.slug}`;
  const credential = box.credentials[api.slug].headers;
  spec.servers = [{ url: address }];
  const root = h('div', { id: 'swagger' });
  new MutationObserver(() => nameAll(root)).observe(root, { childList: true, subtree: true });
  fill(place, h('div', { class: 'bar-row' }, picker), sending(api, address, credential), root);
  window.SwaggerUIBundle({
    spec,
    domNode: root,
    deepLinking: false,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    tryItOutEnabled: true,
    validatorUrl: null,
    plugins: [plainWhenLong],
    syntaxHighlight: { activated: true, theme: 'tomorrow-night' },
    requestInterceptor(request) {
      // Swagger UI asks for what the spec says of the answers; a version of it stands in the way of another.
      for (const [name, value] of Object.entries({ ...credential, ...api.askedBy })) {
        for (const old of Object.keys(request.headers)) {
          if (old.toLowerCase() === name.toLowerCase()) delete request.headers[old];
        }
        request.headers[name] = value;
      }
      return request;
    },
  });
}

const requestFile = async api =>
  (await call('GET', `/http/${api.name}.http?sandbox=${encodeURIComponent(sandbox())}`)).text();

function sending(api, address, credential) {
  const line = (name, value) =>
    h(
      'div',
      {},
      h('dt', {}, name),
      h(
        'dd',
        {},
        value,
        ' ',
        copyButton('Copy', name, () => value, 'quiet'),
      ),
    );
  return h(
    'section',
    { class: 'card' },
    h(
      'p',
      {},
      'Every operation opens with an example that works: press ',
      h('strong', {}, 'Execute'),
      '. It goes to sandbox ',
      h('strong', {}, sandbox()),
      ' of this mock, and the credential goes along by itself.',
    ),
    h(
      'dl',
      { class: 'headers sent' },
      line('Address', address),
      Object.entries(credential).map(([name, value]) => line(name, value)),
    ),
    h(
      'p',
      {},
      'All of it for your editor: ',
      copyButton('Copy as .http', 'Request file', () => requestFile(api)),
      ' (Visual Studio, JetBrains, REST Client).',
    ),
  );
}

// Swagger UI gives these no name, and lets no key scroll an example.
function nameAll(root) {
  for (const [what, name] of [
    ['select', 'Example'],
    ['textarea', 'Request body'],
  ]) {
    for (const one of root.querySelectorAll(`${what}:not([aria-label], [id])`)) one.setAttribute('aria-label', name);
  }
  for (const code of root.querySelectorAll('pre:not([tabindex])')) code.tabIndex = 0;
}
