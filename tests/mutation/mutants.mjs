// What is changed where: each mutant is one file's text with one place changed.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

const effects = {
  Replace: 'Ignore',
  Ignore: 'Replace',
  Clear: 'Keep',
  Keep: 'Clear',
  Refuse: 'Keep',
  MergeKeys: 'Replace',
  'Effect.Convert': 'Ignore',
};
const operators = {
  '<': '<=',
  '>': '>=',
  '<=': '<',
  '>=': '>',
  '==': '!=',
  '!=': '==',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '+=': '-=',
  '-=': '+=',
  'is not': 'is',
};
const kinds = ['ruleTable', 'statuses', 'limits', 'conditions', 'numbers', 'statements', 'texts'];
const kernel = [
  'Apis/Merge.cs',
  'Apis/ObjectMerge.cs',
  'Apis/UpdateRules.cs',
  'Contract/SchemaCheck.cs',
  'Contract/SchemaCheck.Containers.cs',
  'Contract/ScalarCheck.cs',
  'State/Meters.cs',
];

/** Every mutant, the kinds that say most first: { key, kind, project, file, vendor, line, code, change, text }. */
export function allMutants(root) {
  const vendors = readdirSync(join(root, 'specs')).map(f => f.replace('.yaml', ''));
  const found = [];
  const read = (project, file, vendor, ...finders) => {
    const text = readFileSync(join(root, file), 'utf8');
    const code =
      project === 'Generated'
        ? text.replace(/#.*/g, blank)
        : text.replace(/"""[\s\S]*?"""|\$?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\]|\\.)'|\/\/.*/g, blank);
    for (const [kind, at, length, to, told] of finders.flatMap(find =>
      [...find(code, text)].map(place => [find.name, ...place]),
    )) {
      const change = (told ?? `${text.substr(at, length)} -> ${to || 'nothing'}`).replace(/\s+/g, ' ');
      const mutated = text.slice(0, at) + to + text.slice(at + length);
      found.push({
        kind,
        project,
        file,
        vendor,
        change,
        text: mutated,
        line: text.slice(0, at).split('\n').length,
        code:
          project === 'Generated'
            ? yamlPath(text, at)
            : text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at)).trim(),
        key: createHash('sha1')
          .update(file + mutated)
          .digest('hex')
          .slice(0, 16),
      });
    }
  };

  for (const vendor of vendors) {
    // The first of several versions may stand in a folder of its own; a later one does, and no name in code has a dot.
    const folder = `src/MockUserApis.Vendors/${vendor.replace('.', '/')}`;
    const generated = `src/MockUserApis.Generated/obj/generated/${vendor.replace('.', '')}.json`;
    for (const file of sourcesIn(root, folder)) {
      if (/(Update|Fields)\.cs$/.test(file)) read('Vendors', file, vendor, ruleTable, conditions, statements);
      if (/Errors\.cs$/.test(file)) read('Vendors', file, vendor, statuses, texts, conditions, statements);
    }

    const asked = requestSchemas(JSON.parse(readFileSync(join(root, generated), 'utf8')));
    read('Generated', `specs/${vendor}.yaml`, vendor, function* limits(code, text) {
      for (const place of numbersOf(code)) if (asked(yamlPath(text, place[0]))) yield place;
    });
  }
  for (const file of kernel) read('Kernel', 'src/MockUserApis.Kernel/' + file, null, conditions, statements, numbers);
  return found.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

// A later version's folder is another vendor's here, as its spec is; the first version's is this one's.
function sourcesIn(root, folder) {
  return ['', 'V1/'].flatMap(sub => {
    const path = join(root, folder, sub);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter(f => f.endsWith('.cs'))
      .map(f => `${folder}/${sub}${f}`);
  });
}

function blank(text) {
  return text.replace(/[^\n]/g, ' ');
}

// Each effect of each field: of a rule for several fields, one field at a time.
function* ruleTable(code, text) {
  for (const call of code.matchAll(/\.Fields?\(/g)) {
    const start = call.index + call[0].length;
    const end = closing(code, start);
    const cells = [
      ...code
        .slice(start, end)
        .matchAll(/\(\s*(?<effect>(?:Effect\.)?\w+),\s+(?:SEED|DOC|REC|CODE|ASSUMED)\b|nullKey: (?<key>\w+)/g),
    ];
    for (const cell of cells) {
      const effect = cell.groups.effect ?? cell.groups.key;
      const at = start + cell.index + cell[0].indexOf(effect);
      const mutated = from => text.slice(from, at) + effects[effect] + text.slice(at + effect.length, end);
      if (call[0] === '.Field(') {
        yield [at, effect.length, effects[effect]];
        continue;
      }
      const names = [...text.slice(start, code.indexOf(']', start)).matchAll(/"([^"]+)"/g)].map(m => m[1]);
      const rest = code.indexOf(']', start) + 1;
      for (const [i, name] of names.entries()) {
        const some = list => `.Fields([${list.map(n => `"${n}"`)}]${text.slice(rest, end)})`;
        yield [
          call.index,
          end + 1 - call.index,
          `${some(names.slice(0, i))}.Field("${name}"${mutated(rest)})${some(names.slice(i + 1))}`.replace(
            '.Fields([],',
            '.Fields(System.Array.Empty<string>(),',
          ),
          `${name}: ${effect} (${cells.indexOf(cell) === 0 ? 'null' : 'value'}) to ${effects[effect]}`,
        ];
      }
    }
  }
}

function* statuses(code) {
  for (const m of code.matchAll(/\b[45]\d\d\b/g)) yield [m.index, 3, m[0] === '418' ? '419' : '418'];
}

// Texts of the wire; a rule's name and reason are the ledger's.
function* texts(code, text) {
  for (const m of text.matchAll(/\$?"((?:[^"\\\n]|\\.)+)"/g)) {
    const line = text.slice(text.lastIndexOf('\n', m.index) + 1, text.indexOf('\n', m.index));
    if (
      !/new\("errors|new\("update|InvalidOperationException|^\s*\/\//.test(line) &&
      !text.slice(m.index - 2, m.index).includes('""')
    )
      yield [m.index + m[0].length - 1, 0, '~', `${m[0]} -> another text`];
  }
}

function* conditions(code, text) {
  for (const m of code.matchAll(/(?<= )(<|>|<=|>=|==|!=|&&|\|\||\+|-|\*|\+=|-=|is not)(?= )/g))
    yield [m.index, m[0].length, operators[m[0]]];
  for (const m of code.matchAll(/\b(?:if|while) \(/g)) {
    const start = m.index + m[0].length;
    const end = closing(code, start);
    yield [start, end - start, `!(${text.slice(start, end)})`];
  }
  for (const m of code.matchAll(/(?<=[(\s])!(?=[\w(])/g)) yield [m.index, 1, ''];
}

// A line that is a call, an assignment or an increment, and nothing that must stay.
const statement = new RegExp(
  [
    /^( {8,}(?:else )?)(?!return|var |using |throw |yield |static |case |const )/,
    /([\w.!?[\]^]+(?:\(.*\)(?:\.\w+\(.*\))*| (?:[+-]|\?\?)?= [^\n]+|\+\+);)$/,
  ]
    .map(part => part.source)
    .join(''),
  'gm',
);

function* statements(code) {
  for (const m of code.matchAll(statement)) yield [m.index + m[1].length, m[2].length, ';'];
  for (const m of code.matchAll(/\b(?:continue|break);/g)) yield [m.index, m[0].length, ';'];
}

function* numbers(code) {
  for (const m of code.matchAll(/(?<![\w.])\d+(?![\w.])/g)) yield [m.index, m[0].length, String(Number(m[0]) + 1)];
}

// Limits of requests; those of answers are looked at by tests alone, the mock does not.
function* numbersOf(code) {
  for (const m of code.matchAll(/\b(?:(?:max|min)(?:Length|Items|Properties)|maximum|minimum): *(-?\d+)\b/g)) {
    const at = m.index + m[0].length - m[1].length;
    for (const step of [1n, -1n]) {
      const to = BigInt(m[1]) + step;
      if (to >= 0n || m[0].includes('imum')) yield [at, m[1].length, String(to), `${m[0]} -> ${to}`];
    }
  }
}

// Whether a place of the spec is part of a request: not below responses, and of the schemas those that a request refers
// to.
function requestSchemas(spec) {
  const seen = new Set();
  const walk = (node, key) => {
    if (node === null || typeof node !== 'object' || key === 'responses') return;
    if (typeof node.$ref === 'string' && !seen.has(node.$ref)) {
      seen.add(node.$ref);
      walk(
        node.$ref
          .slice(2)
          .split('/')
          .reduce((at, step) => at[step], spec),
        '',
      );
    }

    for (const [name, child] of Object.entries(node)) walk(child, name);
  };
  walk(spec.paths, 'paths');
  return path =>
    !/\bresponses\b/.test(path) &&
    (!path.startsWith('components/') || seen.has('#/' + path.split('/').slice(0, 3).join('/')));
}

// The keys above a place of a YAML file, by indentation.
function yamlPath(text, at) {
  const keys = [];
  let indent = Infinity;
  for (const line of text.slice(0, text.indexOf('\n', at)).split('\n').reverse()) {
    const [, space, name] = /^( *)(?:- )?"?([^\s#":][^":]*)"?:/.exec(line) ?? [];
    if (name === undefined || space.length >= indent) continue;
    indent = space.length;
    keys.unshift(name);
  }

  return keys.join('/');
}

// Where the parenthesis closes that was opened before `at`.
function closing(code, at) {
  for (let depth = 1; ; at++) {
    if (code[at] === '(') depth++;
    else if (code[at] === ')' && --depth === 0) return at;
  }
}
