// Changes one place at a time, compiles the changed file's project alone, runs the tests that should notice
// (stages.mjs: the update tables and transcripts, then the rules, of the changed file's vendor if it has one) until one
// fails, and lists the changes that none noticed. The project's own files are only read; it must be built.
//   --only TEXT     files whose name holds it            --sample N --seed S   N of them, chosen by S
//   --resume        those that no earlier run killed     --minutes N           stop after N minutes; --resume goes on
//   --kind NAME     ruleTable, statuses, limits, conditions, numbers, statements, texts      --list   show them, run
// none
//   --why           the compiler's words about a change that does not build
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { killAtExit, temporaryFolder } from '../scripts/exit.mjs';
import { options } from '../scripts/options.mjs';
import { Compiler } from './compile.mjs';
import { allMutants } from './mutants.mjs';
import { stagesFor, testsOf } from './stages.mjs';

const root = join(import.meta.dirname, '..', '..');
const { only, kind, sample, seed, minutes, resume, list, why } = options({
  only: '',
  kind: '',
  sample: 0,
  seed: 1,
  minutes: 600,
  resume: false,
  list: false,
  why: false,
});
const workers = Math.max(1, availableParallelism());
const end = Date.now() + minutes * 60_000;
const built = join(root, `tests/MockUserApis.Tests/bin/${process.env.CONFIGURATION ?? 'Release'}/net10.0`);
const book = join(root, 'artifacts/mutation.json');
const equivalent = JSON.parse(readFileSync(join(import.meta.dirname, 'equivalent.json'), 'utf8'));
const { seconds = 0, known = {} } = resume && existsSync(book) ? JSON.parse(readFileSync(book, 'utf8')) : {};
let state = seed;
let whole = seconds; // what the tests take while nothing is changed

const mutants = allMutants(root).filter(m => m.file.includes(only) && m.kind.includes(kind));
const excused = mutants.filter(reason);
const stale = only || kind ? [] : equivalent.filter(e => !mutants.some(m => matches(e, m)));
const open = mutants.filter(m => !reason(m) && !(known[m.key] && known[m.key] !== 'SURVIVED'));
const chosen =
  sample > 0
    ? open
        .map(m => [next(), m])
        .sort((a, b) => a[0] - b[0])
        .slice(0, sample)
        .map(p => p[1])
    : open;
console.log(
  `${mutants.length} mutants, ${excused.length} of them equivalent (equivalent.json), ${chosen.length} to try.`,
);
if (list) {
  for (const m of chosen) console.log(show(m));
  process.exit(0);
}

// Below the root: tests look for the README upwards from where they lie.
mkdirSync(join(root, 'artifacts'), { recursive: true });
const work = temporaryFolder(join(root, 'artifacts', 'mutation-'));
const started = Date.now();
try {
  const compiler = new Compiler(root);
  {
    const plain = join(work, 'plain');
    cpSync(built, plain, { recursive: true });
    for (const file of [
      'specs/GainsightPx.yaml',
      'src/MockUserApis.Kernel/Apis/Merge.cs',
      'src/MockUserApis.Vendors/GainsightPx/Update.cs',
    ]) {
      const wrong = await compiler.compile(
        {
          file,
          project: /MockUserApis\.(\w+)/.exec(file)?.[1] ?? 'Generated',
          vendor: 'GainsightPx',
          text: readFileSync(join(root, file), 'utf8'),
        },
        plain,
      );
      if (wrong !== null) throw new Error(`The unchanged ${file} does not compile: ${wrong}`);
    }

    const began = Date.now();
    const failed = seconds ? null : await noticed(null, plain, await testsOf(join(plain, 'MockUserApis.Tests'), run));
    whole = seconds || Math.round((Date.now() - began) / 1000);
    if (failed) throw new Error(`The unchanged sources fail: ${failed}`);
  }

  const queue = [...chosen];
  await Promise.all(Array.from({ length: workers }, (_, i) => worker(`${work}/bin${i}`, queue, compiler)));
  if (queue.length > 0) console.log(`${queue.length} not tried yet: --resume goes on.`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

const count = verdict => chosen.filter(m => (known[m.key] ?? '').startsWith(verdict)).length;
const [killed, broken, survived] = ['killed', 'does not build', 'SURVIVED'].map(count);
const took = Math.round((Date.now() - started) / 1000);
console.log(`${killed} killed, ${broken} do not build, ${survived} survived; ${took} s.`);
const alive = mutants.filter(m => known[m.key] === 'SURVIVED' && !reason(m));
for (const m of alive) console.log('SURVIVED  ' + show(m));
for (const e of stale) console.log(`equivalent.json: nothing is like ${e.file}: ${e.code}: ${e.change}`);
process.exit(alive.length > 0 || stale.length > 0 ? 1 : 0);

async function worker(folder, queue, compiler) {
  cpSync(built, folder, { recursive: true });
  // A test's id depends on where its assembly lies.
  const tests = await testsOf(join(folder, 'MockUserApis.Tests'), run);
  for (let mutant; Date.now() < end && (mutant = queue.shift());) {
    const wrong = await compiler.compile(mutant, folder);
    const killer = wrong === null ? await noticed(mutant, folder, tests) : null;
    known[mutant.key] = wrong !== null ? 'does not build' : killer ? 'killed by ' + killer : 'SURVIVED';
    if (wrong !== null && why) console.log(wrong);
    console.log(`${known[mutant.key].slice(0, 130)}  ${show(mutant)}`);
    cpSync(join(built, `MockUserApis.${mutant.project}.dll`), join(folder, `MockUserApis.${mutant.project}.dll`));
    writeFileSync(book, JSON.stringify({ seconds: whole, known }, null, 1));
  }
}

/** The first test that fails, or null. */
async function noticed(mutant, folder, tests) {
  for (const stage of stagesFor(mutant, tests)) {
    if (stage.length === 0) continue;
    const { code, output } = await run(join(folder, 'MockUserApis.Tests'), [
      '-preEnumerateTheories',
      '-stopOnFail',
      '-noLogo',
      '-noColor',
      ...stage.flatMap(t => ['-id', t.ID]),
    ]);
    // A case whose rows cannot be told beforehand is several tests.
    if (code === 0 && !(Number(/ Total: (\d+),/.exec(output)?.[1]) >= stage.length))
      throw new Error(`${stage.length} tests or more should have run:\n${output}`);
    if (code !== 0)
      return (
        /^ *(.*) \[FAIL\]/m.exec(output)?.[1].replace('MockUserApis.Tests.', '') ??
        (code === null ? 'a test that never ended' : output.trim().split('\n')[0])
      );
  }

  return null;
}

// A mutant may run in circles; but several are tried at once, each of which slows the others.
function run(command, args) {
  const timeout = whole ? Math.max(180_000, whole * 1000 * workers) : 3_600_000;
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, timeout, killSignal: 'SIGKILL' });
    killAtExit(child);
    let output = '';
    child.stdout.on('data', d => (output += d));
    child.stderr.on('data', d => (output += d));
    child.on('error', failed);
    child.on('close', code => done({ code, output }));
  });
}

function show(m) {
  return `${m.file}:${m.line}  ${m.change.slice(0, 90)}   ${m.code.slice(0, 110)}`;
}
function matches(e, m) {
  return e.file === m.file && e.code === m.code && (e.change === '*' || e.change === m.change);
}
function reason(m) {
  return equivalent.find(e => matches(e, m))?.reason;
}
function next() {
  state = (state * 48271) % 2147483647;
  return state;
}
