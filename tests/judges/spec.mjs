// A vendor's spec as ajv reads it: which answers and which bodies fit. Ajv's strict mode also refuses a spec whose
// schemas have a keyword that means nothing.
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

export class Spec {
  #ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
  #compiled = new Map();
  #routes;

  constructor(document) {
    this.document = document;
    this.writable = withoutReadOnly(document.components);
    addFormats(this.#ajv);
    // What OpenAPI has beside JSON Schema, and extensions.
    this.#ajv.addVocabulary(['components', 'example', 'externalDocs', 'discriminator', 'xml', ...extensions(document)]);
    this.#routes = Object.entries(document.paths)
      .map(([path, methods]) => ({ path, methods, fits: pattern(path, document['x-path-prefixes']) }))
      // A literal path wins over one with a parameter in its place.
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  }

  /** Every operation with its path and method. */
  operations() {
    return this.#routes.flatMap(({ path, methods }) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.operationId)
        .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    );
  }

  follow(json) {
    if (!json?.$ref) return json;
    const keys = json.$ref
      .slice(2)
      .split('/')
      .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    return keys.reduce((at, key) => at[key], this.document);
  }

  /** What is wrong with an answer; null: nothing; undefined: it is the answer of no operation. */
  answerProblem(method, target, { status, headers, body }) {
    const path = target.split('?')[0];
    const operation = this.#routes.find(route => route.fits.test(path))?.methods[method.toLowerCase()];
    if (!operation) return undefined;
    const declared = this.follow(operation.responses[status] ?? operation.responses.default);
    if (!declared) return `${operation.operationId} declares no ${status}`;
    for (const [name, header] of Object.entries(declared.headers ?? {})) {
      const missing = headers[name.toLowerCase()] === undefined;
      if (missing && this.follow(header).required) return `the header ${name} is missing`;
    }
    if (!declared.content) return body === '' ? null : `${status} declares no body`;
    const type = headers['content-type']?.split(';')[0];
    const media = declared.content[type];
    if (!media) return `${status} declares no ${type}`;
    return media.schema && type.includes('json') ? this.problem(media.schema, body, this.document.components) : null;
  }

  /** What is wrong with a body that a client may send: what is read-only may be anything. */
  bodyProblem(schema, body) {
    return this.problem(schema, body, this.writable);
  }

  problem(schema, json, components) {
    let value;
    try {
      value = JSON.parse(json);
    } catch (error) {
      return error.message;
    }

    const compiled = this.#validator(schema, components);
    return compiled(value) ? null : this.#ajv.errorsText(compiled.errors);
  }

  #validator(schema, components) {
    const forWriting = components === this.writable;
    const key = `${forWriting} ${JSON.stringify(schema)}`;
    if (!this.#compiled.has(key)) {
      const root = forWriting ? withoutReadOnly(schema) : schema;
      this.#compiled.set(key, this.#ajv.compile({ ...root, components }));
    }

    return this.#compiled.get(key);
  }
}

function pattern(path, prefixes = []) {
  const literal = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = path.split(/\{[^}]+\}/).map(literal);
  const before = prefixes.filter(({ below }) => path.startsWith(below)).map(({ prefix }) => literal(prefix));
  return new RegExp(`^(${before.join('|')})?${parts.join('[^/]+')}$`);
}

function extensions(json, found = new Set()) {
  for (const [key, value] of Object.entries(json ?? {})) {
    if (key.startsWith('x-')) found.add(key);
    if (typeof value === 'object') extensions(value, found);
  }

  return found;
}

function withoutReadOnly(json) {
  if (Array.isArray(json)) return json.map(withoutReadOnly);
  if (json === null || typeof json !== 'object') return json;
  if (json.readOnly === true) return {};
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withoutReadOnly(value)]));
}
