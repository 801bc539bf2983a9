// Server-sent events over fetch: EventSource cannot send the control token.
import { call } from './api.js';

/**
 * Calls onEvents with the parsed events of each chunk, until the signal aborts; comes back by itself when the server
 * does. An event {dropped: n} stands where n are missing, because this page could not keep up.
 */
export async function listen(path, onEvents, onState, signal) {
  for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 8000)) {
    try {
      const answer = await call('GET', path, undefined, { signal });
      onState(true);
      wait = 500;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const blocks = (rest + value).split('\n\n');
        rest = blocks.pop();
        const events = blocks.flatMap(block =>
          block
            .split('\n')
            .filter(l => l.startsWith('data: '))
            .map(l => JSON.parse(l.slice(6))),
        );
        if (events.length > 0) onEvents(events);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error.status === 404) {
        onState(false, error.message);
        return;
      }
    }
    onState(false);
    await new Promise(go => setTimeout(go, wait));
  }
}
