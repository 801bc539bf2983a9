// One exchange as a test: a whole file, that compiles and runs where it is pasted.
import { headersOf, origin, literal, bodyText } from './copies.js';

const pascal = text => text.replace(/\W+(\w?)/g, (_, next) => next.toUpperCase()).replace(/^./, c => c.toUpperCase());

// Line ends that C# knows besides \n would break a raw string's indentation.
const breaksRaw = /[\r\u0085\u2028\u2029]/;

function csharpString(text, indent) {
  if (!text.includes('\n') || breaksRaw.test(text)) return literal(text).replaceAll('\u0085', '\\u0085');
  const quotes = '"'.repeat(Math.max(3, ...[...text.matchAll(/"+/g)].map(run => run[0].length + 1)));
  return [quotes, ...text.split('\n').map(line => (line ? indent + line : '')), indent + quotes].join('\n');
}

// The client of MockUserApis.Testing brings the credential of its own sandbox.
const bringsOwn = (entry, credential) =>
  entry.status !== 401 && entry.status !== 403 && Object.keys(credential).some(name => sent(entry, name) !== undefined);

const sent = (entry, name) =>
  Object.entries(entry.headers).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];

// Below the vendor's own address, whatever prefix it came by: /~sandbox, /slug.
function relative(entry) {
  const segments = entry.path.slice(1).split('/');
  while (segments.length > 1 && (segments[0].startsWith('~') || segments[0] === entry.vendor)) segments.shift();
  return segments.join('/');
}

function options({ seed = 1, population = 1000, profile = 'strict', rateLimits = true } = {}) {
  const differing = [
    seed === 1 ? null : `o.Seed = ${seed};`,
    population === 1000 ? null : `o.Population = ${population};`,
    profile === 'strict' ? null : 'o.Profile = MockUserApis.Kernel.State.Profile.Lenient;',
    rateLimits ? null : 'o.RateLimits = false;',
  ].filter(Boolean);
  return differing.length === 0 ? '' : `o => { ${differing.join(' ')} }`;
}

function content(entry) {
  // Written over lines, as somebody would by hand.
  const isJson = entry.body !== null && typeof entry.body === 'object';
  const body = isJson ? JSON.stringify(entry.body, null, 2) : bodyText(entry.body);
  if (body === undefined) return [];
  const type = sent(entry, 'Content-Type');
  return [
    '        var body =',
    `            ${csharpString(body, '            ')};`,
    '        request.Content = new StringContent(body, Encoding.UTF8);',
    '        request.Content.Headers.Remove("Content-Type");',
    ...(type ? [`        request.Content.Headers.TryAddWithoutValidation("Content-Type", ${literal(type)});`] : []),
  ];
}

function csharp(entry, credential, box, { using, pragma, attribute, assertion }) {
  const own = bringsOwn(entry, credential);
  const names = new Set(Object.keys(credential).map(name => name.toLowerCase()));
  const headers = headersOf(entry, credential).filter(
    ([name]) => !/^content-/i.test(name) && !(own && names.has(name.toLowerCase())),
  );
  const name = pascal(entry.operation ?? 'Request');
  const user = entry.key === undefined || entry.key === null ? '' : ` vendor.Seed(${literal(entry.key)}, new { });`;
  return [
    'using System.Net.Http;',
    'using System.Text;',
    'using System.Threading.Tasks;',
    'using MockUserApis.Testing;',
    `using ${using};`,
    '',
    ...(pragma ? [pragma, ''] : []),
    `public class ${name}Tests`,
    '{',
    `    [${attribute}]`,
    `    public async Task ${name}_AsSeenInTheMock_Answers${entry.status}()`,
    '    {',
    `        await using var mock = await MockApis.StartAsync(${options(box)});`,
    `        var vendor = mock[${literal(entry.vendor)}];`,
    `        // Arrange here what the answer depends on: users, faults, the clock.${user}`,
    `        using var client = vendor.CreateClient(${own ? '' : 'credential: false'});`,
    '        using var request = new HttpRequestMessage(',
    `            new HttpMethod(${literal(entry.method)}),`,
    `            ${literal(relative(entry))});`,
    ...headers.map(
      ([name, value]) => `        request.Headers.TryAddWithoutValidation(${literal(name)}, ${literal(value)});`,
    ),
    ...content(entry),
    '',
    '        using var response = await client.SendAsync(request);',
    '',
    `        ${assertion(entry.status)}`,
    '    }',
    '}',
    '',
  ].join('\n');
}

export const xunit = (entry, credential, box) =>
  csharp(entry, credential, box, {
    using: 'Xunit',
    pragma: '#pragma warning disable xUnit1051 // xunit v2 has no TestContext that a token could come from.',
    attribute: 'Fact',
    assertion: status => `Assert.Equal(${status}, (int)response.StatusCode);`,
  });

export const nunit = (entry, credential, box) =>
  csharp(entry, credential, box, {
    using: 'NUnit.Framework',
    attribute: 'Test',
    assertion: status => `Assert.That((int)response.StatusCode, Is.EqualTo(${status}));`,
  });

/** For Node's own runner, against this mock. */
export function nodeTest(entry, credential) {
  const body = /^(GET|HEAD)$/.test(entry.method) ? undefined : bodyText(entry.body);
  const headers = headersOf(entry, credential).map(([name, value]) => `      ${literal(name)}: ${literal(value)},`);
  return [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    '',
    `test(${literal(`${entry.operation ?? entry.method}, answered ${entry.status}`)}, async () => {`,
    `  const response = await fetch(${literal(origin(entry) + entry.path)}, {`,
    `    method: ${literal(entry.method)},`,
    '    headers: {',
    ...headers,
    '    },',
    ...(body === undefined ? [] : [`    body: ${literal(body)},`]),
    '  });',
    `  assert.equal(response.status, ${entry.status}, await response.text());`,
    '});',
    '',
  ].join('\n');
}
