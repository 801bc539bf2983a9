// The control plane, and the state that the address bar holds.
import { tabs } from './dom.js';

const tokenKey = 'mock-control-token';
const params = () => new URLSearchParams(location.search);

export const state = {
  get: (name, fallback = '') => params().get(name) ?? fallback,
  /** Writes into the address bar; empty values leave it. */
  set(changes, push = false) {
    const next = params();
    for (const [name, value] of Object.entries(changes))
      if (value === '' || value === null || value === undefined) next.delete(name);
      else next.set(name, value);
    const query = next.toString();
    const url = location.pathname + (query ? `?${query}` : '') + location.hash;
    if (push) history.pushState(null, '', url);
    else history.replaceState(null, '', url);
    dispatchEvent(new Event('statechange'));
  },
};

export const sandbox = () => state.get('sandbox', 'default');

/** A path below the sandbox at hand. */
export const inSandbox = path => `/sandboxes/${encodeURIComponent(sandbox())}${path}`;

/** A page's address that keeps the sandbox. */
export function pageUrl(page, more = {}, hash = '') {
  const query = new URLSearchParams(sandbox() === 'default' ? {} : { sandbox: sandbox() });
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const text = query.toString();
  return `/_mock/${page}${text ? `?${text}` : ''}${hash ? `#${encodeURIComponent(hash)}` : ''}`;
}

export class Refused extends Error {
  constructor(status, title, detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }
}

let asking = null;

// One dialog however many calls were refused.
function askToken() {
  return (asking ??= import('./token.js')
    .then(m => m.ask())
    .then(token => sessionStorage.setItem(tokenKey, token))
    .finally(() => {
      asking = null;
    }));
}

export async function call(method, path, body, { signal, headers } = {}) {
  const token = sessionStorage.getItem(tokenKey);
  const answer = await fetch(`/_mock${path}`, {
    method,
    signal,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token ? { 'X-Mock-Token': token } : {}),
      ...headers,
    },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  });
  if (answer.status === 401) {
    await askToken();
    return call(method, path, body, { signal, headers });
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, problem.title ?? `${answer.status}`, problem.detail ?? '');
}

export const read = async (path, more) => (await call('GET', path, undefined, more)).json();

let known;
/** The vendors, read once. */
export const vendors = () => (known ??= read('/vendors'));

const hues = [232, 172, 28, 322, 92, 200, 262, 52];

/** A colour by the vendor's place among all: the page knows no vendor by name. */
export async function hueOf(slug) {
  return hues[
    Math.max(
      0,
      (await vendors()).findIndex(v => v.slug === slug),
    ) % hues.length
  ];
}

/** Every API of every vendor: its name in addresses, its vendor's, and a title that tells versions apart. */
export const apis = async () =>
  (await vendors()).flatMap(v =>
    v.apis.map(api => ({ ...api, slug: v.slug, title: v.apis.length > 1 ? `${v.title} ${api.version}` : v.title })),
  );

export const vendorPicker = async (current, pick) =>
  tabs(
    'Vendor',
    (await vendors()).map(v => [v.slug, v.title]),
    current,
    pick,
  );

export const apiPicker = async (current, pick) =>
  tabs(
    'Vendor',
    (await apis()).map(a => [a.name, a.title]),
    current,
    pick,
  );
