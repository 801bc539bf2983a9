// Bodies at the boundaries of a schema: one thing of a good body is changed at a time.
const WRONG = [null, true, 0, -1, 1.5, '', 'x', [], {}];
const FORMATS = {
  email: ['a@example.com', 'a@-b.com', 'a.@example.com', 'ü@example.com', 'a@b', 'a b@example.com', '@example.com'],
  'date-time': ['2026-01-02T03:04:05Z', '2026-01-02', '2026-13-02T03:04:05Z'],
  uri: ['https://example.com/a', 'example', 'https://example.com/a b'],
  uuid: ['6f9619ff-8b86-4011-b42d-00c04fc964ff', '6f9619ff'],
  int32: [2147483647, 2147483648, -2147483648, -2147483649],
};
// Longer lists are the matter of the mock's own tests.
const MOST_ITEMS = 1100;

/** The name and the JSON text of each body. */
export function* bodies(spec, schema, good) {
  yield ['as the example has it', good];
  yield* objects(spec, schema, good, '');
}

function* objects(spec, schema, good, at) {
  const { properties, additional } = members(spec, schema);
  yield [`${at}/judge unknown`, { ...good, judge: 'unknown' }];
  for (const [name, property] of Object.entries(properties)) {
    const { [name]: present, ...rest } = good;
    if (name in good) yield [`${at}/${name} left out`, rest];
    for (const [what, value] of values(spec, property, present, `${at}/${name}`)) {
      yield [what, { ...good, [name]: value }];
    }
  }

  if (typeof additional !== 'object') return;
  for (const [what, value] of values(spec, additional, undefined, `${at}/judge`)) {
    yield [what, { ...good, judge: value }];
  }
}

function* values(spec, schema, present, at) {
  for (const value of WRONG) yield [`${at} ${JSON.stringify(value)}`, value];
  for (const one of alternatives(spec, schema)) {
    for (const value of edges(one)) yield [`${at} ${short(value)}`, value];
    if (one.properties || one.allOf) yield* objects(spec, one, isObject(present) ? present : {}, at);
    if (one.items) yield* lists(spec, one, Array.isArray(present) ? present[0] : undefined, at);
  }
}

function* lists(spec, schema, present, at) {
  const good = present ?? edges(alternatives(spec, schema.items)[0])[0] ?? 'x';
  yield [`${at} twice the same`, [good, good]];
  for (const [what, value] of values(spec, schema.items, present, `${at}/0`)) yield [what, [value]];
  for (const count of [schema.minItems - 1, schema.maxItems, schema.maxItems + 1]) {
    if (!(count >= 0 && count <= MOST_ITEMS)) continue;
    const numbered = (_, i) => (typeof good === 'string' ? `${good}${i}` : good);
    yield [`${at} ${count} items`, Array.from({ length: count }, numbered)];
  }
}

function edges(schema) {
  const { minLength, maxLength, minimum, maximum, format } = schema;
  const found = [...(schema.enum ?? []), ...(FORMATS[format] ?? [])];
  if (schema.enum) found.push('none of them', 99);
  for (const length of [minLength - 1, minLength, maxLength, maxLength + 1]) {
    // A character of two UTF-16 units is one in JSON Schema.
    if (length > 0) found.push('x'.repeat(length), '😀'.repeat(length));
  }
  for (const bound of [minimum, maximum]) if (bound !== undefined) found.push(bound - 1, bound, bound + 1);
  return found;
}

/** The schema itself, or each of its alternatives. */
function alternatives(spec, schema) {
  const one = spec.follow(schema);
  return [one, ...[...(one.oneOf ?? []), ...(one.anyOf ?? [])].flatMap(each => alternatives(spec, each))];
}

function members(spec, schema) {
  const one = spec.follow(schema);
  const parts = (one.allOf ?? []).map(each => members(spec, each));
  return {
    properties: Object.assign({}, ...parts.map(part => part.properties), one.properties),
    additional: one.additionalProperties,
  };
}

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

const short = value => {
  const text = JSON.stringify(value);
  return text.length < 40 ? text : `${text.slice(0, 20)}… (${[...value].length} characters)`;
};
