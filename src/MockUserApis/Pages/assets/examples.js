// Makes a spec ready to be tried: every operation opens with a small example, of users that this sandbox has.
import { read, inSandbox } from './api.js';

const smallEnough = 300;

/** Changes the spec as it was read; vendor: its row of /vendors. */
export async function makeReady(spec, vendor) {
  leaveOut(spec);
  for (const parameter of parameters(spec)) takeFirst(parameter);
  for (const body of nodes(spec.paths, 'requestBody')) {
    for (const media of Object.values(body.content ?? {})) smallFirst(media, spec);
  }

  await useUsersOf(spec, vendor);
}

// The credential is sent by itself, and who made the file is no news here.
function leaveOut(spec) {
  delete spec.components?.securitySchemes;
  delete spec.security;
  delete spec.info.contact;
  delete spec.info.license;
  for (const operation of operations(spec)) delete operation.security;
}

const operations = spec =>
  Object.values(spec.paths)
    .flatMap(item => Object.values(item))
    .filter(o => o?.responses);

// Every object below that stands under this name.
function nodes(value, name) {
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([n, v]) =>
    n === name && v && typeof v === 'object' ? [v, ...nodes(v, name)] : nodes(v, name),
  );
}

const parameters = spec =>
  [...nodes(spec.paths, 'parameters').flat(), ...Object.values(spec.components?.parameters ?? {})].filter(p => p?.name);

function takeFirst(parameter) {
  const first = Object.values(parameter.examples ?? {})[0];
  if (first?.value === undefined) return;
  parameter.example = first.value;
  delete parameter.examples;
}

function smallFirst(media, spec) {
  const size = ([, example]) => JSON.stringify((example.$ref ? at(spec, example.$ref) : example).value)?.length ?? 0;
  const all = Object.entries(media.examples ?? {});
  if (all.length < 2 || size(all[0]) <= smallEnough) return;
  const smallest = all.reduce((best, one) => (size(one) < size(best) ? one : best));
  media.examples = Object.fromEntries([smallest, ...all.filter(one => one !== smallest)]);
}

const at = (spec, ref) =>
  ref
    .slice(2)
    .split('/')
    .reduce((value, name) => value?.[name], spec) ?? {};

/** The name of the parameter that says which user the vendor's update is about. */
export const keyName = vendor =>
  /\{([^}]+)\}[^{]*$/.exec(vendor.operations.find(o => o.id === vendor.updateOperation).path)[1];

// Another seed has other ids, and a user may be gone: then another one stands wherever the example has it.
async function useUsersOf(spec, vendor) {
  const name = keyName(vendor);
  const [, ...others] = await read(inSandbox(`/collections/${vendor.slug}`));
  const paths = Object.fromEntries(
    Object.entries(spec.paths).filter(([path]) => !others.some(collection => isOf(path, collection))),
  );
  const named = [...new Set([...inPaths(spec, paths, name), ...inBodies(paths, name)])].filter(
    key => key !== undefined,
  );
  const there = await keys('');
  const free = there.filter(key => !named.map(String).includes(key));
  const other = new Map();
  for (const example of named) {
    const text = String(example);
    if (there.includes(text) || (await keys(text)).includes(text)) continue;
    const key = free.shift();
    if (key !== undefined) other.set(example, key);
  }
  for (const parameter of ofPaths(spec, paths)) replace(parameter, ['example'], other);
  for (const example of bodies(paths).flat()) replace(example, ['value'], other);

  async function keys(text) {
    const users = await read(inSandbox(`/users/${vendor.slug}?view=keyed&q=${encodeURIComponent(text)}`));
    return users.map(u => u.key).filter(key => key !== null);
  }
}

// /accounts/{id}, /companies-by-id/{id}/, /v1/subscription/{id}
const isOf = (path, { name, noun }) =>
  path.split('/').some(part => part === noun || part === name || part.startsWith(`${name}-by-`));

const ofPaths = (spec, paths) =>
  nodes(paths, 'parameters')
    .flat()
    .map(p => (p.$ref ? at(spec, p.$ref) : p));

const inPaths = (spec, paths, name) =>
  ofPaths(spec, paths)
    .filter(p => p.in === 'path' && p.name === name)
    .map(p => p.example);

const bodies = paths =>
  nodes(paths, 'requestBody')
    .flatMap(body => Object.values(body.content ?? {}))
    .map(media => Object.values(media.examples ?? {}));

// Of those that a body opens with. What is posted may be a user to come.
const inBodies = (paths, name) =>
  Object.values(paths)
    .flatMap(({ post, ...item }) => bodies(item))
    .map(([first]) => first?.value?.[name]);

function replace(value, names, other) {
  for (const name of names) {
    const item = value[name];
    if (other.has(item)) value[name] = typeof item === 'number' ? Number(other.get(item)) : other.get(item);
    else if (item && typeof item === 'object') replace(item, Object.keys(item), other);
  }
}
