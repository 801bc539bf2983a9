// Writes pacts with pact-js, the way a team on Node would: node write-pacts.mjs DIR
import { MatchersV3, PactV4, SpecificationVersion } from '@pact-foundation/pact';

const { fromProviderState, integer, like, regex } = MatchersV3;
const dir = process.argv[2];
const json = { 'Content-Type': 'application/json' };

async function call(base, method, path, headers, body) {
  const response = await fetch(new URL(path, base), {
    method,
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

function expect(answer, status) {
  if (answer.status !== status) throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`);
}

const pact = provider =>
  new PactV4({
    consumer: 'pact-js',
    provider,
    dir,
    spec: SpecificationVersion.SPECIFICATION_VERSION_V4,
    logLevel: 'error',
  });

// Parameters that are no text: a number and a nested object.
const px = { 'X-APTRINSIC-API-KEY': '00000000-0000-4000-8000-000000000001' };
await pact('Gainsight PX')
  .addInteraction()
  .given('a user exists', { id: 'grace', score: 41, location: { city: 'Arlington' } })
  .uponReceiving('a read of a user with a score and a city')
  .withRequest('GET', '/v1/users/grace', request => request.headers(px))
  .willRespondWith(200, response =>
    response.jsonBody({
      identifyId: 'grace',
      score: 41,
      location: { city: 'Arlington', postalCode: like('22201') },
      createDate: integer(1),
      email: regex(/.+@.+/, 'grace@example.com'),
    }),
  )
  .executeTest(async mock => expect(await call(mock.url, 'GET', '/v1/users/grace', px), 200));

// The path's id comes out of the answer to the state, not out of the pact.
await pact('Gainsight PX')
  .addInteraction()
  .given('a user exists', { id: 'grace' })
  .uponReceiving('a read by the id that the state gave')
  .withRequest('GET', fromProviderState('/v1/users/${id}', '/v1/users/example'), request => request.headers(px))
  .willRespondWith(200, response => response.jsonBody({ identifyId: 'grace' }))
  .executeTest(async mock => expect(await call(mock.url, 'GET', '/v1/users/example', px), 200));

// Two states.
await pact('Gainsight PX')
  .addInteraction()
  .given('a user exists', { id: 'grace' })
  .given('the rate limit is exhausted')
  .uponReceiving('a read above the limit')
  .withRequest('GET', '/v1/users/grace', request => request.headers(px))
  .willRespondWith(429, response => response.headers({ 'Retry-After': regex(/^\d+$/, '1') }))
  .executeTest(async mock => expect(await call(mock.url, 'GET', '/v1/users/grace', px), 429));

const talk = { 'x-access-key': 'mock-access-key', 'x-access-secret': 'mock-access-secret' };
await pact('channel-talk')
  .addInteraction()
  .given('the user was deleted', { id: 'grace' })
  .uponReceiving('an update of a deleted user')
  .withRequest('PATCH', '/open/v5/users/grace', request =>
    request.headers(talk).jsonBody({ profile: { name: 'Grace' } }),
  )
  .willRespondWith(404, response => response.jsonBody({ status: 404, type: 'Not Found' }))
  .executeTest(async mock =>
    expect(await call(mock.url, 'PATCH', '/open/v5/users/grace', talk, { profile: { name: 'Grace' } }), 404),
  );

await pact('channel-talk')
  .addInteraction()
  .given('the vendor is failing', { status: 503 })
  .uponReceiving('an update while the vendor fails')
  .withRequest('PATCH', '/open/v5/users/grace', request => request.headers(talk).jsonBody({ profile: { name: null } }))
  .willRespondWith(503)
  .executeTest(async mock =>
    expect(await call(mock.url, 'PATCH', '/open/v5/users/grace', talk, { profile: { name: null } }), 503),
  );
