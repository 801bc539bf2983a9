// One exchange as something to run elsewhere.
import { read, inSandbox } from './api.js';

const ours = new RegExp(
  '^(host|content-length|connection|accept-encoding|user-agent|sec-.*|origin|referer|accept-language|' +
    'x-mock-.*|pragma|cache-control|dnt|cookie)$',
  'i',
);

export function bodyText(body) {
  if (body === undefined || body === null) return undefined;
  return typeof body === 'string' ? body : JSON.stringify(body);
}

// The journal holds no secret. The sandbox's own credential takes the place of one that was let in. One that was not,
// or of another kind, is the caller's own: they know it, and a stronger one would be answered otherwise.
const callers = '[the one that was sent]';

export function headersOf(entry, credential) {
  const refused = entry.status === 401 || entry.status === 403;
  const own = new Map(Object.entries(refused ? {} : credential).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.entries(entry.headers)
    .filter(([name]) => !ours.test(name))
    .map(([name, value]) => [name, value === '[redacted]' ? (own.get(name.toLowerCase()) ?? callers) : value]);
}

export const origin = entry => `http://${entry.headers.Host ?? location.host}`;
const quote = text => `'${text.replaceAll("'", "'\\''")}'`;

export function curl(entry, credential) {
  const body = bodyText(entry.body);
  return [
    'curl -i',
    entry.method === 'GET' ? '' : `-X ${entry.method}`,
    ...headersOf(entry, credential).map(([n, v]) => `-H ${quote(`${n}: ${v}`)}`),
    body === undefined ? '' : `--data-raw ${quote(body)}`,
    quote(origin(entry) + entry.path),
  ]
    .filter(Boolean)
    .join(' ');
}

/** A request as editors send it from a .http file. */
export function requestFile(entry, credential) {
  const body = bodyText(entry.body);
  return [
    `### ${entry.operation ?? `${entry.method} ${entry.path}`}, answered ${entry.status}`,
    `${entry.method} ${origin(entry)}${entry.path}`,
    ...headersOf(entry, credential).map(([n, v]) => `${n}: ${v}`),
    ...(body === undefined ? [] : ['', body]),
    '',
  ].join('\n');
}

export const literal = text => JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
/** A Pact V3 interaction, for the list "interactions" of a contract file. */
export function pact(entry, credential) {
  const [path, query] = entry.path.split('?');
  const user = entry.status === 404 ? 'no user exists' : 'a user exists';
  const state = entry.key === undefined ? undefined : user;
  const type =
    entry.responseHeaders?.['Content-Type'] ?? (entry.responseBody === undefined ? undefined : 'application/json');
  return JSON.stringify(
    {
      description: `${entry.operation ?? `${entry.method} ${path}`}, answered ${entry.status}`,
      providerStates: state ? [{ name: state, params: { id: entry.key } }] : [],
      request: {
        method: entry.method,
        path,
        ...(query
          ? {
              query: Object.fromEntries(
                [...new Set(new URLSearchParams(query).keys())].map(n => [n, new URLSearchParams(query).getAll(n)]),
              ),
            }
          : {}),
        headers: Object.fromEntries(headersOf(entry, credential)),
        ...(entry.body === undefined ? {} : { body: entry.body }),
      },
      response: {
        status: entry.status,
        ...(type ? { headers: { 'Content-Type': type } } : {}),
        ...(entry.responseBody === undefined
          ? {}
          : { body: entry.responseBody, matchingRules: { body: { $: { matchers: [{ match: 'type' }] } } } }),
      },
    },
    null,
    2,
  );
}

export const har = async entry => JSON.stringify(await read(inSandbox(`/requests/${entry.id}?format=har`)), null, 2);
