// Changes one place at a time in a scratch copy of the sources, builds, runs the tests that should notice, and lists the
// changes that none noticed. `make mutation ARGS="--sample 20 --seed 1 --only Errors.cs"`.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const option = (name, otherwise) => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise;
const sample = Number(option('--sample', '0'));
const only = option('--only', '');
let state = Number(option('--seed', '1'));

// Where to change what: a pattern, and what stands there instead. Each match is one mutant.
const effects = { Replace: 'Ignore', Ignore: 'Replace', Clear: 'Keep', Keep: 'Clear', Refuse: 'Keep', MergeKeys: 'Replace', FillKeys: 'MergeKeys' };
const conditions = [
  [/ < /g, () => ' <= '], [/ > /g, () => ' >= '], [/ <= /g, () => ' < '], [/ >= /g, () => ' > '],
  [/ == /g, () => ' != '], [/ != /g, () => ' == '], [/ && /g, () => ' || '], [/ \|\| /g, () => ' && '],
];
const kernel = 'src/MockUserApis.Kernel/';
const plans = [
  { files: vendorFiles('Update.cs'), rules: [[/(?<=[(\s])(Replace|Ignore|Clear|Keep|Refuse|MergeKeys|FillKeys)(?=, [A-Z]+, |, [A-Z]+\)|\))/g, m => effects[m]]] },
  { files: vendorFiles('Errors.cs'), rules: [[/(?<=\b(?:Error|Json|Text)\((?:exchange, )?)[45]\d\d/g, m => m === '418' ? '400' : '418']] },
  { files: [kernel + 'Documents/Merge.cs', kernel + 'Documents/ObjectMerge.cs', kernel + 'Contract/ScalarCheck.cs', kernel + 'Contract/SchemaCheck.cs', kernel + 'State/RateLimit.cs'], rules: conditions },
  { files: specs(), rules: [[/(?<=\b(?:maxLength|minLength|maxItems|minItems|maximum|minimum): )\d+(?=\s)/g, m => String(Number(m) + 1)]] },
];

function specs() { return readdirSync(join(root, 'specs')).map(f => 'specs/' + f); }
function vendorFiles(name) {
  return readdirSync(join(root, 'src/MockUserApis.Vendors'), { withFileTypes: true }).filter(d => d.isDirectory() && d.name !== 'bin' && d.name !== 'obj').map(d => `src/MockUserApis.Vendors/${d.name}/${name}`);
}

const mutants = plans.flatMap(({ files, rules }) => files.filter(f => f.includes(only)).flatMap(file => {
  const text = readFileSync(join(root, file), 'utf8');
  return rules.flatMap(([pattern, change]) => [...text.matchAll(pattern)].filter(m => !/^\s*(\/\/|#)/.test(lineAt(text, m.index)))
    .map(m => ({ file, at: m.index, from: m[0], to: change(m[0]), line: text.slice(0, m.index).split('\n').length })));
}));

function lineAt(text, at) { return text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at)); }
function next() { state = (state * 48271) % 2147483647; return state; }

const chosen = sample > 0 ? mutants.map(m => [next(), m]).sort((a, b) => a[0] - b[0]).slice(0, sample).map(p => p[1]) : mutants;
const copy = mkdtempSync(join(tmpdir(), 'mock-user-apis-mutation-'));
for (const part of execFileSync('git', ['-C', root, 'ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean)) cpSync(join(root, part), join(copy, part));
for (const modules of ['src/MockUserApis.Generated/node_modules']) cpSync(join(root, modules), join(copy, modules), { recursive: true });
const tests = 'tests/MockUserApis.Tests';
const run = (command, args) => spawnSync(command, args, { cwd: copy, encoding: 'utf8', timeout: 600_000 });
let restored = false;
const build = () => run('dotnet', ['build', '-c', 'Release', '-v', 'q', '--nologo', '-p:RunAnalyzers=false', ...restored ? ['--no-restore'] : [], tests]);
const noticed = () => run(join(copy, tests, 'bin/Release/net10.0/MockUserApis.Tests'), ['-stopOnFail', '-noLogo', '-noColor', ...excluded()]);
// The slow ones and those that look at this machine say nothing about rules.
function excluded() { return ['FuzzTests', 'RawSocketTests', 'SlowlorisTests', 'StateFileTests', 'IntruderTests'].flatMap(c => ['-class-', `MockUserApis.Tests.Hard.${c}`]).concat(['-class-', 'MockUserApis.Tests.ReadmeTests']); }

let killed = 0;
const survivors = [];
try {
  console.log(`${mutants.length} mutants, ${chosen.length} of them to try.`);
  for (const plain of [build, noticed]) { const made = plain(); if (made.status !== 0) throw new Error(`The unchanged sources fail:\n${made.stdout.slice(-3000)}`); }
  restored = true;
  for (const mutant of chosen) {
    const path = join(copy, mutant.file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, mutant.at) + mutant.to + text.slice(mutant.at + mutant.from.length));
    const outcome = build().status !== 0 ? 'does not build' : noticed().status !== 0 ? 'killed' : 'SURVIVED';
    writeFileSync(path, text);
    console.log(`${outcome}  ${mutant.file}:${mutant.line}  ${mutant.from.trim()} -> ${mutant.to.trim()}   ${lineAt(text, mutant.at).trim().slice(0, 110)}`);
    if (outcome === 'SURVIVED') survivors.push(mutant); else killed++;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}

console.log(`${killed} killed, ${survivors.length} survived.`);
process.exit(survivors.length > 0 ? 1 : 0);
