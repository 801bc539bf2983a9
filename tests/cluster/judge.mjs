import { bucket, registers, rounds } from './check.mjs';

/** How many operations of a kind the load has done; those before it set up. */
export const count = (history, kind) => history.filter(o => o.kind === kind && o.invoked > 0).length;

/** What was violated, by subject. A subject of which nothing was seen is a violation too: nothing was checked. */
export function judge({ history, races, faults, windows, grants, odd }) {
  const passed = list => list.filter(r => r.granted > 0).length;
  const seen = {
    updates: count(history, 'write'),
    reads: count(history, 'read'),
    'races for an e-mail': passed(races),
    faults: passed(faults),
    windows: passed(windows),
    'passes of a bucket': grants.length,
  };
  return {
    answers: odd,
    history: Object.entries(seen)
      .filter(([, n]) => n === 0)
      .map(([what]) => `no ${what}: nothing was checked`),
    updates: registers(history),
    'e-mails': rounds(races, 'e-mail'),
    faults: rounds(faults, 'fault'),
    windows: rounds(windows, 'window'),
    bucket: bucket(grants, 20, 100),
  };
}
