// The servers that are held against each other. Each has a name, `open(update)` that gives a command and its URL, and
// may have `missing` (why it cannot take part) and `settle` (what comes after the first answer and before the load).
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../scripts/call.mjs';
import { onPath, temporary } from './load.mjs';
import { freePort } from './process.mjs';

const here = import.meta.dirname;
const configuration = process.env.CONFIGURATION ?? 'Release';
const modules = join(here, 'peers/node_modules');
const loopback = port => `http://127.0.0.1:${port}`;
const dotnetEnv = { DOTNET_NOLOGO: '1' };

export const endpoint = {
  name: 'hand-written Kestrel endpoint',
  async open(update) {
    const port = await freePort();
    return {
      command: ['dotnet', join(here, `endpoint/bin/${configuration}/net10.0/endpoint.dll`)],
      env: { ...dotnetEnv, ASPNETCORE_URLS: loopback(port) },
      url: loopback(port) + update.path,
    };
  },
};

/** The command of this server as it was built. */
export const built = ['dotnet', join(here, `../../src/MockUserApis/bin/${configuration}/net10.0/mock-user-apis.dll`)];

/** This server, by its command. The vendor's limit stays on, high enough to let the load through. */
export const ours = (name, command, options = []) => ({
  name,
  async open(update) {
    const port = await freePort(6);
    return {
      command: [...command, 'serve', '--port', String(port), ...options],
      env: dotnetEnv,
      base: loopback(port),
      url: loopback(port + update.port) + update.path,
    };
  },
  async settle({ base }, update) {
    const answer = await call(
      false,
      'PUT',
      `${base}/_mock/sandboxes/default/limits/${update.slug}`,
      '{"enabled":true,"requests":1000000000,"window":"PT1S"}',
    );
    if (answer.status !== 200) throw new Error(`the limit could not be set: ${answer.status} ${answer.text}`);
  },
});

const node = (file, ...rest) => [process.execPath, join(modules, file), ...rest];

const prism = {
  name: 'Prism (our spec)',
  async open(update) {
    const port = await freePort();
    return {
      command: node(
        '@stoplight/prism-cli/dist/index.js',
        'mock',
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-v',
        'error',
        update.spec,
      ),
      url: loopback(port) + update.path,
    };
  },
};

const mockoon = {
  name: 'Mockoon (a route)',
  async open(update) {
    const port = await freePort();
    const file = temporary('mockoon.json');
    const id = n => `${String(n).repeat(8)}-1111-4111-8111-111111111111`;
    const answer = {
      uuid: id(3),
      body: update.status === 204 ? '' : '{}',
      latency: 0,
      statusCode: update.status,
      label: '',
      headers: [],
      bodyType: 'INLINE',
      filePath: '',
      databucketID: '',
      sendFileAsBody: false,
      rules: [],
      rulesOperator: 'OR',
      disableTemplating: true,
      fallbackTo404: false,
      default: true,
      crudKey: 'id',
      callbacks: [],
    };
    const route = {
      uuid: id(2),
      type: 'http',
      documentation: '',
      method: update.method.toLowerCase(),
      endpoint: update.template.slice(1).replace(/\{(.*?)\}/, ':$1'),
      responses: [answer],
      responseMode: null,
      streamingMode: null,
      streamingInterval: 0,
    };
    writeFileSync(
      file,
      JSON.stringify({
        uuid: id(1),
        lastMigration: 33,
        name: update.slug,
        endpointPrefix: '',
        latency: 0,
        port,
        hostname: '127.0.0.1',
        folders: [],
        routes: [route],
        rootChildren: [{ type: 'route', uuid: route.uuid }],
        proxyMode: false,
        proxyHost: '',
        proxyRemovePrefix: false,
        tlsOptions: {
          enabled: false,
          type: 'CERT',
          pfxPath: '',
          certPath: '',
          keyPath: '',
          caPath: '',
          passphrase: '',
        },
        cors: true,
        headers: [],
        proxyReqHeaders: [],
        proxyResHeaders: [],
        data: [],
        callbacks: [],
      }),
    );
    return {
      command: node('@mockoon/cli/bin/run.js', 'start', '-d', file, '-p', String(port), '-X'),
      url: loopback(port) + update.path,
    };
  },
};

const wiremock = {
  name: 'WireMock (a stub, one field matched, no journal)',
  missing: onPath('java') ? undefined : 'java is not on PATH',
  async open(update) {
    const port = await freePort();
    const root = temporary('wiremock');
    mkdirSync(join(root, 'mappings'), { recursive: true });
    writeFileSync(
      join(root, 'mappings/update.json'),
      JSON.stringify({
        request: {
          method: update.method,
          urlPathPattern: update.template.replace(/\{.*?\}/, '[^/]+'),
          bodyPatterns: [{ matchesJsonPath: `$.${Object.keys(JSON.parse(update.body))[0]}` }],
        },
        response: { status: update.status, ...(update.status === 204 ? {} : { jsonBody: {} }) },
      }),
    );
    const jar = readdirSync(join(modules, 'wiremock/build')).find(f => f.startsWith('wiremock-standalone'));
    return {
      command: [
        'java',
        '-jar',
        join(modules, 'wiremock/build', jar),
        '--bind-address',
        '127.0.0.1',
        '--port',
        String(port),
        '--root-dir',
        root,
        '--disable-banner',
        '--no-request-journal',
        '--disable-request-logging',
      ],
      url: loopback(port) + update.path,
    };
  },
};

export const peers = { prism, mockoon, wiremock };
