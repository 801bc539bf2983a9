// What a history of calls must not show. Each check returns sentences, one a violation.

/**
 * Registers with unique values: `{register, kind: write|read, value, invoked, completed, sure}`. A write that is not sure may
 * have happened at any time after it was invoked, or never.
 */
export function registers(history) {
  const wrong = [];
  for (const name of new Set(history.map(o => o.register))) {
    const operations = history.filter(o => o.register === name);
    const writes = new Map(
      operations
        .filter(o => o.kind === 'write')
        .map(o => [o.value, { ...o, completed: o.sure ? o.completed : Infinity }]),
    );
    const sure = [...writes.values()].filter(w => w.sure).sort((a, b) => a.completed - b.completed);
    const reads = operations.filter(o => o.kind === 'read' && o.sure).sort((a, b) => a.invoked - b.invoked);
    for (const read of reads) {
      const source = writes.get(read.value);
      if (!source) {
        wrong.push(`${name}: read "${read.value}", which nobody wrote`);
        continue;
      }
      if (source.invoked > read.completed) wrong.push(`${name}: read "${read.value}" before it was written`);
      const over = sure.findLast(w => w.completed < read.invoked && w.invoked > source.completed);
      if (over)
        wrong.push(
          `${name}: read "${read.value}" at ${read.invoked.toFixed(0)} ms, but "${over.value}" had replaced it at ${over.completed.toFixed(0)} ms: lost or stale`,
        );
    }

    // What was read once must not go back behind it.
    for (const read of reads) {
      const source = writes.get(read.value);
      const newer =
        source && reads.find(r => r.completed < read.invoked && writes.get(r.value)?.invoked > source.completed);
      if (newer) wrong.push(`${name}: read "${read.value}" after "${newer.value}" had been read, which is newer`);
    }
  }

  return wrong;
}

/** Grants `{invoked, completed}` of a bucket: in no span more than it holds and what flows in meanwhile. */
export function bucket(grants, capacity, refillPerSecond) {
  const wrong = [];
  const sorted = [...grants].sort((a, b) => a.invoked - b.invoked);
  const step = Math.max(1, Math.floor(sorted.length / 400));
  for (let i = 0; i < sorted.length; i += step) {
    for (const seconds of [0.2, 1, 5, 20, 1000]) {
      const end = sorted[i].invoked + seconds * 1000;
      const inside = sorted.filter(g => g.invoked >= sorted[i].invoked && g.completed <= end);
      const span = (Math.max(...inside.map(g => g.completed), sorted[i].invoked) - sorted[i].invoked) / 1000;
      const most = Math.floor(capacity + refillPerSecond * span + 1e-6);
      if (inside.length > most)
        wrong.push(`bucket: ${inside.length} requests passed within ${span.toFixed(3)} s, at most ${most} may`);
    }
  }

  return wrong;
}

/** Rounds `{limit, granted, unsure}`: exactly the limit passes, but for calls whose answer never came. */
export function rounds(list, what) {
  return list.flatMap((r, i) =>
    r.granted > r.limit
      ? [`${what} ${i + 1}: ${r.granted} passed, ${r.limit} may`]
      : r.granted + r.unsure < r.limit
        ? [`${what} ${i + 1}: only ${r.granted} passed of ${r.limit} (${r.unsure} unsure)`]
        : [],
  );
}
