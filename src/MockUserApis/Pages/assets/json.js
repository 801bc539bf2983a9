// JSON as lines one can read, with the places that a diagnosis points at marked.
import { h } from './dom.js';

const escape = segment => segment.replaceAll('~', '~0').replaceAll('/', '~1');

/** The value as a <pre>; marks: a Map from JSON Pointer to { text, kind }, bad or warn. */
export function jsonBlock(value, marks = new Map(), label = 'JSON') {
  if (value === undefined || value === null) return h('p', { class: 'muted' }, 'No body.');
  const lines = typeof value === 'string' ? value.split('\n').map(text => [{ text }]) : [];
  if (typeof value !== 'string') write(value, '', 0, [], '', lines);
  const wanted = placed(lines, marks);
  return h(
    'pre',
    { class: 'code', tabindex: 0, role: 'region', 'aria-label': label },
    lines.map((line, i) =>
      h(
        'span',
        { class: wanted.has(i) ? `line marked ${wanted.get(i).kind}` : 'line' },
        line.map(part => (part.kind ? h('span', { class: `j-${part.kind}` }, part.text) : part.text)),
        wanted.has(i) ? h('span', { class: 'why' }, ` ← ${wanted.get(i).text}`) : null,
        '\n',
      ),
    ),
  );
}

// A pointer to what is absent marks the nearest thing that is there.
function placed(lines, marks) {
  const found = new Map();
  for (const [pointer, why] of marks) {
    let at = pointer;
    let line = lines.findIndex(l => l.pointer === at);
    while (line < 0 && at) {
      at = at.slice(0, at.lastIndexOf('/'));
      line = lines.findIndex(l => l.pointer === at);
    }
    if (line >= 0) found.set(line, found.has(line) ? both(found.get(line), why) : why);
  }
  return found;
}

const both = (one, other) => ({
  text: `${one.text}; ${other.text}`,
  kind: [one.kind, other.kind].includes('bad') ? 'bad' : 'warn',
});

function write(value, pointer, depth, lead, tail, lines) {
  const indent = '  '.repeat(depth);
  const start = lead.length > 0 ? lead : [{ text: indent }];
  if (value === null || typeof value !== 'object') {
    const kind = value === null ? 'null' : ({ string: 'text' }[typeof value] ?? 'number');
    lines.push(Object.assign([...start, { kind, text: JSON.stringify(value) }, { text: tail }], { pointer }));
    return;
  }
  const list = Array.isArray(value);
  const entries = list ? value.map((v, i) => [String(i), v]) : Object.entries(value);
  const [open, close] = list ? '[]' : '{}';
  if (entries.length === 0) {
    lines.push(Object.assign([...start, { text: open + close + tail }], { pointer }));
    return;
  }
  lines.push(Object.assign([...start, { text: open }], { pointer }));
  entries.forEach(([name, item], i) => {
    const inner = '  '.repeat(depth + 1);
    write(
      item,
      `${pointer}/${escape(name)}`,
      depth + 1,
      list ? [{ text: inner }] : [{ text: inner }, { kind: 'key', text: JSON.stringify(name) }, { text: ': ' }],
      i < entries.length - 1 ? ',' : '',
      lines,
    );
  });
  lines.push(Object.assign([{ text: indent + close + tail }], { pointer: undefined }));
}
