// The options of serve as a TypeScript interface, made of what the program says itself: `serve --help`.
import { execFileSync } from 'node:child_process';

// start() gives them itself.
const OWN = new Set(['--addresses-file', '--stop-with-stdin']);

export function serveOptions(program) {
  const help = execFileSync(program, ['serve', '--help'], { encoding: 'utf8' });
  const options = [...help.matchAll(/^ {2}(--[a-z-]+) <[^>]*> +(.+)$/gm)].filter(([, name]) => !OWN.has(name));
  if (options.length === 0) throw new Error(`${program} serve --help lists no option.`);
  const members = options.map(([, name, text]) => member(name, text));
  return `/** The options of \`serve\`, of which true is "on" and false is "off". */
export interface ServeOptions {
${members.join('\n')}
}
`;
}

function member(name, text) {
  const said = text
    .replace(/ MOCK_USER_APIS_[A-Z_]+=\S+/, '')
    .replaceAll('*/', '*\\/')
    .trim();
  const property = name.slice(2).replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return `  /** ${said} */\n  ${property}?: string | number | boolean | readonly string[] | undefined;`;
}
