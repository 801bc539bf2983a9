// What the templates of the clients need to know and NSwag does not tell them is written into the spec as x-client-… keys:
//   on a property   x-client-body: "only" (in requests) or "shared" (in answers too): absent and null must be told apart
//                   x-client-not-null: the vendor refuses null here     x-client-skip: the vendor sets it, a client need not send it
//                   x-client-csharp, x-client-typescript: the type of a union
//   on an operation x-client-one-or-many: it answers one object or an array of them
// Two things are said more plainly than in the contract: an object is open only where the spec says so, an answer of {} has no content.

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** A copy of a spec, marked. */
export function markForClients(original) {
  const spec = structuredClone(original);
  const operations = Object.values(spec.paths ?? {}).flatMap((item) => methods.map((method) => item[method]).filter(Boolean));
  const resolve = (node) => (node?.$ref ? resolve(at(spec, node.$ref)) : node);
  const schemas = (contents) => Object.values(contents ?? {}).map((media) => media.schema).filter(Boolean);

  const sent = new Set();
  const received = new Set();
  for (const operation of operations) {
    schemas(resolve(operation.requestBody)?.content).forEach((schema) => collect(schema, resolve, sent));
    const answers = Object.values(operation.responses ?? {}).flatMap((response) => schemas(resolve(response).content));
    answers.forEach((schema) => collect(schema, resolve, received));
    if (answers.some((schema) => oneOrMany(resolve(schema), resolve))) operation['x-client-one-or-many'] = true;
  }
  for (const schema of [...sent, ...received]) Object.values(schema.properties ?? {}).forEach(markMap);
  for (const schema of sent) markBody(schema, resolve, received.has(schema) ? 'shared' : 'only');
  for (const schema of received) if (oneOrMany(schema, resolve)) becomeMany(schema);
  for (const schema of [...sent, ...received]) if (schema.properties) schema.additionalProperties ??= false;
  for (const operation of operations) Object.values(operation.responses ?? {}).map(resolve).forEach((response) => dropNothing(response, resolve));
  return spec;
}

function dropNothing(response, resolve) {
  const schema = resolve(response.content?.['application/json']?.schema);
  if (schema?.type === 'object' && !schema.properties && schema.additionalProperties === false) delete response.content;
}

/** Every schema that can be met on the way down from this one. */
function collect(node, resolve, found) {
  const schema = resolve(node);
  if (!schema || typeof schema !== 'object' || found.has(schema)) return;
  found.add(schema);
  const branches = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties, ...branches].forEach((next) => collect(next, resolve, found));
}

function markMap(property) {
  if (property.type !== 'object' || property.properties || property.additionalProperties !== true) return;
  property['x-client-csharp'] = `System.Text.Json.Nodes.JsonObject${property.nullable ? '?' : ''}`;
  property['x-client-typescript'] = `Record<string, unknown>${property.nullable ? ' | null' : ''}`;
}

function markBody(schema, resolve, body) {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    // Nothing may stand beside a $ref, so a mark needs a schema around it.
    const marked = property.$ref ? { allOf: [{ $ref: property.$ref }] } : property;
    schema.properties[name] = marked;
    marked['x-client-body'] = body;
    if (property.readOnly && body === 'only') marked['x-client-skip'] = true;
    if (!allowsNull(property, resolve)) marked['x-client-not-null'] = true;
    const union = property.oneOf ?? property.anyOf;
    const items = property.items?.oneOf ?? property.items?.anyOf;
    if (union?.every((branch) => isScalar(branch.type))) {
      marked['x-client-csharp'] = 'StringOrNumber';
      marked['x-client-typescript'] = typeScript(union) + (allowsNull(property, resolve) ? ' | null' : '');
    } else if (items?.some((branch) => branch.type === 'string')) {
      // The form that the vendor documents; what else it puts up with is not for a typed client to offer.
      marked['x-client-csharp'] = 'System.Collections.Generic.List<string>';
      marked['x-client-typescript'] = 'string[]';
    }
  }
}

function allowsNull(property, resolve) {
  const schema = resolve(property);
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches) return branches.some((branch) => allowsNull(branch, resolve));
  if (schema.allOf) return schema.allOf.every((branch) => allowsNull(branch, resolve));
  return schema.nullable === true || schema.type === undefined;
}

function oneOrMany(schema, resolve) {
  const branches = schema?.oneOf?.map(resolve) ?? [];
  return branches.length === 2 && branches[1].type === 'array' && resolve(branches[1].items) === branches[0];
}

function becomeMany(schema) {
  const many = schema.oneOf[1];
  delete schema.oneOf;
  Object.assign(schema, { type: 'array', items: many.items });
}

function typeScript(union) {
  const names = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean' };
  return [...new Set(union.flatMap((branch) => branch.enum?.map((word) => JSON.stringify(word, (_, v) => (typeof v === 'bigint' ? Number(v) : v))) ?? names[branch.type]))].join(' | ');
}

function isScalar(type) {
  return ['string', 'integer', 'number'].includes(type);
}

function at(spec, reference) {
  return reference.split('/').slice(1).reduce((node, step) => node?.[decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')], spec);
}
