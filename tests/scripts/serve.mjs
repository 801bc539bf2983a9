// The built program as a process of its own on free ports: what the scripts below tests/ run against.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { killAtExit, temporaryFolder } from './exit.mjs';

/**
 * A server that is ready: its process, GET /_mock/vendors, and the control plane's origin. Throws what it said when it
 * does not start. It ends with this process at the latest.
 */
export async function serve(program, ...options) {
  const folder = temporaryFolder();
  const addresses = join(folder, 'addresses.json');
  // A native program runs by itself.
  const [command, ...first] = program.endsWith('.dll') ? ['dotnet', program] : [program];
  const server = spawn(command, [...first, 'serve', '--port', '0', '--addresses-file', addresses, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  killAtExit(server);
  let said = '';
  const hear = text => {
    said += text;
  };
  server.stderr.on('data', hear);
  server.stdout.on('data', hear);
  try {
    // It prints once it serves, after writing the file. dotnet prints there too, when there is no such program.
    await Promise.race([once(server.stdout, 'data'), once(server, 'close')]);
    if (!existsSync(addresses)) {
      if (server.exitCode === null && server.signalCode === null) await once(server, 'close');
      throw new Error(`The server did not start.\n${said}`);
    }
    server.stdout.off('data', hear).resume();
    server.stderr.off('data', hear).pipe(process.stderr);
    const vendors = JSON.parse(readFileSync(addresses, 'utf8'));
    return { server, vendors, base: new URL(vendors[0].prefixUrl).origin };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
