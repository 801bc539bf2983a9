// Compiles one project of src/ with one of its files replaced, by the compiler's own command line as the build would
// give it: a second instead of a build, and the project's folder is left alone.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export class Compiler {
  constructor(root) {
    this.root = root;
    this.projects = new Map();
    this.specTool = this.msbuild('SpecTool', '-getProperty:TargetPath').trim();
    this.csc = join(this.msbuild('Kernel', '-getProperty:RoslynTargetsPath').trim(), 'bincore', 'csc.dll');
  }

  /** Null when it compiled into `folder`, else the compiler's words. */
  async compile(mutant, folder) {
    // In a folder of its own: code is named after a spec's file.
    const changed = join(folder + '-changed', basename(mutant.file));
    mkdirSync(dirname(changed), { recursive: true });
    writeFileSync(changed, mutant.text);
    const replaced = new Map([[resolve(this.root, mutant.file), changed]]);
    try {
      if (mutant.project === 'Generated') {
        await run('dotnet', [this.specTool, changed, changed + '.json', changed + '.nswag.json']);
        replaced.set(
          join(this.root, `src/MockUserApis.Generated/obj/generated/${mutant.vendor.replace('.', '')}.json`),
          changed + '.json',
        );
      }

      const { folder: project, args } = this.project(mutant.project);
      const response = [
        ...args.map(a => replace(a, project, replaced)),
        `/out:"${join(folder, `MockUserApis.${mutant.project}.dll`)}"`,
      ];
      writeFileSync(changed + '.rsp', response.join('\n'));
      await run('dotnet', [this.csc, '/noconfig', '/shared', '/nologo', '@' + changed + '.rsp'], { cwd: project });
      return null;
    } catch (error) {
      return `${error.stdout}${error.stderr}`;
    }
  }

  project(name) {
    if (!this.projects.has(name)) {
      const asked = this.msbuild(
        name,
        '-t:PrepareResources;Compile',
        '-getItem:CscCommandLineArgs',
        '-p:SkipCompilerExecution=true',
        '-p:ProvideCommandLineArgs=true',
        '-p:BuildProjectReferences=false',
        '-p:NonExistentFile=none',
      );
      const args = JSON.parse(asked)
        .Items.CscCommandLineArgs.map(i => i.Identity)
        .filter(a => !/^\/(out|refout|warnaserror|noconfig|additionalfile|analyzerconfig)/.test(a))
        // Of the generators, those that src/ uses; of the analyzers, none.
        .filter(
          a => !a.startsWith('/analyzer:') || /RegularExpressions|Logging\.Generators|Json\.SourceGeneration/.test(a),
        );
      this.projects.set(name, { folder: join(this.root, 'src', 'MockUserApis.' + name), args });
    }

    return this.projects.get(name);
  }

  msbuild(name, ...args) {
    return execFileSync(
      'dotnet',
      [
        'msbuild',
        join(this.root, 'src', 'MockUserApis.' + name),
        `-p:Configuration=${process.env.CONFIGURATION ?? 'Release'}`,
        ...args,
      ],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
  }
}

// A source file, or `/resource:FILE,NAME`.
function replace(argument, project, replaced) {
  const [, option, file, rest] = /^(\/(?:resource|embed):)?"?([^",]*)"?(.*)$/.exec(argument);
  const other = replaced.get(resolve(project, file));
  return other && (option || !argument.startsWith('/') || argument === resolve(project, file))
    ? `${option ?? ''}"${other}"${rest}`
    : / /.test(argument) && !argument.includes('"')
      ? `"${argument}"`
      : argument;
}
