// { rateLimits: 'off' } as --rate-limits off, as the program's own command line has it.
'use strict';

// Options without a value, as the program says itself.
const FLAGS = new Set(require('./flags.json'));

// Other users of the machine can read a command line.
const SECRETS = new Set(['controlToken', 'sandboxSecret', 'store']);

const word = (name, between) => name.replace(/[A-Z]/g, letter => between + letter.toLowerCase());

/** The arguments of serve, and the variables for what is secret. */
function commandLine(options) {
  const args = [];
  const environment = {};
  for (const [name, given] of Object.entries(options)) {
    if (given === undefined) continue;
    const value = text(given);
    // A variable says no to a flag, too.
    if (SECRETS.has(name) || (FLAGS.has(name) && value !== 'on'))
      environment[`MOCK_USER_APIS_${word(name, '_').toUpperCase()}`] = value;
    else args.push(FLAGS.has(name) ? `--${word(name, '-')}` : `--${word(name, '-')}=${value}`);
  }

  // The program refuses to choose between two that the environment gives.
  if (options.controlToken !== undefined) environment.MOCK_USER_APIS_CONTROL_TOKEN_FILE = undefined;
  return { args, environment };
}

function text(value) {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return Array.isArray(value) ? value.join(',') : String(value);
}

module.exports = { commandLine };
