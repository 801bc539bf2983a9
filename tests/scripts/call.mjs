// One HTTP request and what became of it.
import { request } from 'node:http';

/**
 * Never rejects: no answer is status 0. `sure` false: the answer never came, or says that nobody knows what became of the
 * request. `agent` false: a connection of its own.
 */
export function call(agent, method, url, body, headers = {}) {
  return new Promise(resolve => {
    const invoked = performance.now();
    const end = (status, text) =>
      resolve({
        status,
        text,
        invoked,
        completed: performance.now(),
        sure: status !== 0 && !(status === 503 && text.includes('"mock":"store unavailable"')),
      });
    const sent = request(
      url,
      {
        method,
        agent,
        timeout: 20000,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      },
      answer => {
        const parts = [];
        answer
          .on('data', part => parts.push(part))
          .on('error', () => end(0, ''))
          .on('end', () => end(answer.statusCode, Buffer.concat(parts).toString()));
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('timeout'))).on('error', () => end(0, ''));
    sent.end(body);
  });
}
