// API docs: Swagger UI on a vendor's spec. What is tried goes to this mock, with the sandbox's credential.
import { h, fill, claim, copyButton } from './dom.js';
import { call, read, apis, apiPicker, state, sandbox, inSandbox } from './api.js';
import { makeReady } from './examples.js';

// Colours for 100 users take a busy machine half a minute.
const plainWhenLong =
  (Coloured, { React, getComponent }) =>
  props =>
    React.createElement(props.children.length > 20_000 ? getComponent('PlainTextViewer') : Coloured, props);

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
  const wanted = claim(place);
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
  if (!(await wanted())) return;
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
    plugins: [() => ({ wrapComponents: { SyntaxHighlighter: plainWhenLong } })],
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
  const line = (name, value) => {
    const copy = copyButton('Copy', name, () => value, 'quiet');
    return h('div', {}, h('dt', {}, name), h('dd', {}, value, ' ', copy));
  };
  const strong = text => h('strong', {}, text);
  const copyAll = copyButton('Copy as .http', 'Request file', () => requestFile(api));
  const press = ['Every operation opens with an example that works: press ', strong('Execute'), '. '];
  const goes = ['It goes to sandbox ', strong(sandbox()), ', and the credential goes along by itself.'];
  const sent = Object.entries(credential).map(([name, value]) => line(name, value));
  return h(
    'section',
    { class: 'card' },
    h('p', {}, press, goes),
    h('dl', { class: 'headers sent' }, line('Address', address), sent),
    h('p', {}, 'All of it for your editor: ', copyAll, ' (Visual Studio, JetBrains, REST Client).'),
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
