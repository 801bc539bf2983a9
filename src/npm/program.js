// The native program: where npm put it, and how it is started.
'use strict';
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { optionalDependencies: packages = {} } = require('./package.json');

const VARIABLE = 'MOCK_USER_APIS_PROGRAM';
const ELSEWHERE =
  'take the .NET tool ("dnx mock-user-apis", with the .NET 10 SDK) or the container image, ' +
  `or name a program that you built in ${VARIABLE}.`;

/** As the program says it of a wrong command line. */
const WRONG_USAGE = 2;

/** The file of the program for this machine; throws one sentence that says what else there is. */
function program({ platform = process.platform, arch = process.arch, env = process.env } = {}) {
  if (env[VARIABLE]) return env[VARIABLE];
  const name = `@mock-user-apis/${platform}-${arch}`;
  try {
    const folder = dirname(require.resolve(`${name}/package.json`));
    return join(folder, 'bin', platform === 'win32' ? 'mock-user-apis.exe' : 'mock-user-apis');
  } catch {
    const why =
      name in packages
        ? `The package ${name} is not installed beside mock-user-apis: install it too (without --omit=optional), `
        : `There is no native mock-user-apis for ${platform}-${arch}: `;
    throw failure(why + (name in packages ? 'or ' : '') + ELSEWHERE);
  }
}

/**
 * Starts it. A terminal sends Ctrl+C to every process of the group, npm passes it on once more, and at a second signal
 * the mock ends at once, so it is in a group of its own: whoever starts it passes each signal on.
 */
function launch(args, stdio, environment = {}) {
  const file = program();
  const env = { ...process.env, ...environment };
  // The program knows no option of that name, and would warn of it.
  delete env[VARIABLE];
  const child = spawn(file, args, { stdio, env, detached: process.platform !== 'win32', windowsHide: true });
  child.once('error', error => child.emit('failed', explained(error, file)));
  return child;
}

function explained(error, file) {
  // Linux says of a missing loader, too, that there is no such file.
  const why =
    error.code === 'ENOENT' && existsSync(file)
      ? `${file} was built for another C library than this system has: `
      : `${file} cannot be started (${error.code ?? error.message}): `;
  return failure(why + ELSEWHERE);
}

function failure(sentence) {
  return Object.assign(new Error(sentence), { exitCode: WRONG_USAGE });
}

module.exports = { launch, program };
