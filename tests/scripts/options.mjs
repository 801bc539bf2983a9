// A script's options. One that is unknown or not a number ends the script: a run of NaN minutes would pass with nothing
// done.
import { parseArgs } from 'node:util';

export const refuse = sentence => {
  console.error(sentence);
  process.exit(2);
};

/** `{name: default}`. The default says what is asked for: a number above 0, a text, or nothing behind the name (false). */
export function options(defaults) {
  const values = { ...defaults };
  try {
    const types = Object.entries(defaults).map(([name, otherwise]) => [
      name,
      { type: otherwise === false ? 'boolean' : 'string' },
    ]);
    Object.assign(values, parseArgs({ options: Object.fromEntries(types), allowPositionals: true }).values);
  } catch (error) {
    refuse(error.message);
  }
  for (const [name, otherwise] of Object.entries(defaults)) {
    if (typeof values[name] !== 'string' || typeof otherwise !== 'number') continue;
    const number = values[name].trim() === '' ? NaN : Number(values[name]);
    if (number !== otherwise && !(number > 0 && number < Infinity))
      refuse(`--${name} is "${values[name]}". Give a number above 0.`);
    values[name] = number;
  }

  return values;
}
