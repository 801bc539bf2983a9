import { execFileSync } from 'node:child_process';
import { cpus, release, type } from 'node:os';

/** The machine in one sentence, with the day. */
export const machine = () =>
  `${cpus().length} cores (${cpus()[0].model}), ${type()} ${release()}, .NET SDK ${execFileSync('dotnet', ['--version']).toString().trim()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.`;
