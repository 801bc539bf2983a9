// What must not outlive this process, however it ends: by itself, by a throw, by Ctrl-C.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kills = new Set(),
  folders = new Set();

// A child first: it may still write into a folder.
process.on('exit', () => {
  for (const kill of kills) kill();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
// Without a listener a signal ends the process past its 'exit'.
for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15 }))
  process.once(signal, () => process.exit(128 + number));

/** The child is killed when this process ends, `group`: with all that it started (it must be detached). */
export function killAtExit(child, group = false) {
  const kill = () => {
    try {
      process.kill(group ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      /* gone already */
    }
  };
  kills.add(kill);
  child.on('close', () => kills.delete(kill)).on('error', () => kills.delete(kill));
}

/** A new folder that is deleted when this process ends. */
export function temporaryFolder(prefix = join(tmpdir(), 'mock-user-apis-')) {
  const folder = mkdtempSync(prefix);
  folders.add(folder);
  return folder;
}
