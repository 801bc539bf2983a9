// What NSwag 14.7 misreads is shown to it in a simpler form. The contract itself keeps every word: the kernel checks requests against
// <Vendor>.json, not against this.

/** A deep copy of a spec, simplified where NSwag would generate code that is wrong or does not compile. */
export function forNSwag(node) {
  if (Array.isArray(node)) return node.map(forNSwag);
  if (node === null || typeof node !== 'object') return node;
  return simplify(Object.fromEntries(Object.entries(node).map(([name, value]) => [name, forNSwag(value)])));
}

function simplify(node) {
  // One C# type stands for a union of several: string for [string, integer], an empty class for a union that is a component.
  const union = node.oneOf ?? node.anyOf;
  if (Array.isArray(union)) {
    const types = [...new Set(union.map((branch) => branch.type))];
    delete node.oneOf;
    delete node.anyOf;
    if (types.length === 1 && isScalar(types[0])) node.type = types[0];
  }
  // System.Text.Json refuses an enum with such a word as a whole.
  if (Array.isArray(node.enum) && node.enum.some((word) => typeof word === 'string' && (word.trim() !== word || word === ''))) {
    delete node.enum;
  }
  if (isParameter(node)) {
    // MVC binds by the C# name of an enum's member, not by the word on the wire.
    delete node.schema?.enum;
    delete node.schema?.items?.enum;
    // NSwag takes the C# name from here; it would leave user_id as it is.
    node['x-originalName'] = camelCase(node.name);
  }
  // [Obsolete] would forbid our own code to name what the vendor still serves.
  if (node.deprecated === true) delete node.deprecated;
  return node;
}

function isParameter(node) {
  return typeof node.name === 'string' && ['query', 'header', 'path'].includes(node.in) && node.type !== 'apiKey';
}

function camelCase(name) {
  return name
    .replace(/[^A-Za-z0-9]+(.)?/g, (_, next) => (next ?? '').toUpperCase())
    .replace(/^[A-Z]+/, (head) => head.toLowerCase());
}

function isScalar(type) {
  return ['string', 'integer', 'number', 'boolean'].includes(type);
}
