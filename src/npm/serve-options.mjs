// The options of serve, made of what the program says itself: `serve --help`.
import { execFileSync } from 'node:child_process';

// start() gives them itself.
const OWN = new Set(['addressesFile', 'stopWithStdin']);

/** Their TypeScript interface, and the names of those that take no value. */
export function serveOptions(program) {
  const help = execFileSync(program, ['serve', '--help'], { encoding: 'utf8' });
  const listed = [...help.matchAll(/^ {2}--([a-z-]+)( <[^>]*>)? +(.+)$/gm)];
  if (listed.length === 0) throw new Error(`${program} serve --help lists no option.`);
  const options = listed.map(([, name, value, text]) => ({ name: property(name), isFlag: !value, text: said(text) }));
  const members = options.filter(({ name }) => !OWN.has(name)).map(member);
  return {
    types: `/** The options of \`serve\`, of which true is "on" and false is "off". */
export interface ServeOptions {
${members.join('\n')}
}
`,
    flags: options.filter(({ isFlag }) => isFlag).map(({ name }) => name),
  };
}

const property = name => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

const said = text =>
  text
    .replace(/ MOCK_USER_APIS_[A-Z_]+=\S+/, '')
    .replaceAll('*/', '*\\/')
    .trim();

function member({ name, isFlag, text }) {
  const types = isFlag ? 'boolean' : 'string | number | boolean | readonly string[]';
  return `  /** ${text} */\n  ${name}?: ${types} | undefined;`;
}
