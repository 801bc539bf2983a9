// node pack.mjs PUBLISHED OUT: the packages of npm, made of the published programs: a folder a platform, named as .NET
// does (PUBLISHED/linux-x64/mock-user-apis).
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveOptions } from './serve-options.mjs';

// What npm calls the platforms that .NET makes native programs for.
const PLATFORMS = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc' },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc' },
  'osx-arm64': { os: 'darwin', cpu: 'arm64' },
  'win-x64': { os: 'win32', cpu: 'x64' },
};
// Symbols are for who debugs the build.
const LEFT_OUT = /\.(pdb|dbg|dwarf|dSYM)$/;

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const [published, out] = process.argv.slice(2);
if (!published || !out) fail('Say where the published programs are and where the packages go: pack.mjs PUBLISHED OUT');

const version = /<Version>([^<]+)</.exec(readFileSync(join(root, 'src/Directory.Build.props'), 'utf8'))[1];
const main = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const found = Object.keys(PLATFORMS).filter(rid => existsSync(join(published, rid)));
if (found.length === 0) fail(`There is no program below ${published}: make publish writes one.`);

const staged = join(out, 'staged');
rmSync(out, { recursive: true, force: true });
const platforms = found.map(stagePlatform);
stageMain('main', Object.fromEntries(platforms.map(({ name }) => [name, version])));
pack('main');
for (const { rid, name } of platforms) {
  pack(rid);
  stageWhole(rid, name);
  const whole = pack(`whole-${rid}`, staged);
  cpSync(whole, join(out, `mock-user-apis-${version}-with-${rid}.tgz`));
}
rmSync(staged, { recursive: true });

/** A platform's package: the program, and nothing that runs when it is installed. */
function stagePlatform(rid) {
  const { os, cpu, libc } = PLATFORMS[rid];
  const file = os === 'win32' ? 'mock-user-apis.exe' : 'mock-user-apis';
  const bin = join(staged, rid, 'bin');
  cpSync(join(published, rid), bin, { recursive: true, filter: from => !LEFT_OUT.test(basename(from)) });
  if (!existsSync(join(bin, file))) fail(`${join(published, rid, file)} is missing.`);
  chmodSync(join(bin, file), 0o755);
  const name = `@mock-user-apis/${os}-${cpu}`;
  const description = `The program of mock-user-apis for ${os} on ${cpu}.`;
  const { license, author } = main;
  const only = { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) };
  // Yarn starts no program out of a zip.
  write(rid, { name, version, description, license, author, ...only, preferUnplugged: true });
  writeFileSync(join(staged, rid, 'README.md'), `${description} Install \`mock-user-apis\`, which takes it along.\n`);
  return { rid, name };
}

/** The package that everybody installs; it takes along the one that fits the machine. */
function stageMain(folder, optionalDependencies, more = {}) {
  for (const file of [...main.files.filter(file => !file.includes('*')), 'README.md', 'index.d.ts'])
    if (existsSync(join(here, file))) cpSync(join(here, file), join(staged, folder, file), { recursive: true });
  const { types, flags } = serveOptions(runnable());
  writeFileSync(join(staged, folder, 'serve-options.d.ts'), types);
  writeFileSync(join(staged, folder, 'flags.json'), JSON.stringify(flags));
  write(folder, { ...main, version, optionalDependencies, ...more });
}

/** Both in one file, for where there is no registry. */
function stageWhole(rid, name) {
  const folder = `whole-${rid}`;
  stageMain(folder, { [name]: version }, { bundleDependencies: [name] });
  cpSync(join(staged, rid), join(staged, folder, 'node_modules', name), { recursive: true });
}

function runnable() {
  const { platform, arch } = process;
  const rid = found.find(r => PLATFORMS[r].os === platform && PLATFORMS[r].cpu === arch);
  return rid ? join(staged, rid, 'bin/mock-user-apis') : fail(`No published program runs here (${platform}-${arch}).`);
}

function write(folder, content) {
  mkdirSync(join(staged, folder), { recursive: true });
  writeFileSync(join(staged, folder, 'package.json'), JSON.stringify(content, null, 2) + '\n');
  cpSync(join(root, 'LICENSE'), join(staged, folder, 'LICENSE'));
}

/** The file that it writes. */
function pack(folder, to = out) {
  const arguments_ = ['pack', join(staged, folder), '--pack-destination', to, '--json', '--ignore-scripts'];
  const [{ filename }] = JSON.parse(execFileSync('npm', arguments_, { encoding: 'utf8' }));
  return join(to, filename);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
